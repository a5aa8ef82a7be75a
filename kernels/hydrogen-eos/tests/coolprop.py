"""Answers every line `p t` with what CoolProp says about hydrogen there, or with a dash where that is solid."""

import sys

try:
    from CoolProp import PT_INPUTS, AbstractState, DmassT_INPUTS
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(3)

of = AbstractState("HEOS", "Hydrogen")
for line in sys.stdin:
    p, t = map(float, line.split())
    try:
        of.update(PT_INPUTS, p, t)
    except ValueError as refused:
        if "Tmelt" not in str(refused):
            raise
        print("-")
        continue
    # Its solver for the density stops at 1e-10 in the cold: the pressure that belongs to its density has all digits.
    of.update(DmassT_INPUTS, of.rhomass(), t)
    print(*map(repr, (of.p(), of.rhomass(), of.hmass(), of.smass(), of.cpmass(), of.cvmass(), of.speed_sound())))
