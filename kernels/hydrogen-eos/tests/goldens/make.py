"""Writes coolprop.json beside itself: what CoolProp says about normal hydrogen, whose equation of state is the same.

    pip install coolprop
    python kernels/hydrogen-eos/tests/goldens/make.py

Nothing here is translated from the Rust code. There is no state near the critical point, where any two solvers differ in
density, and none where hydrogen is solid.
"""

import json
import pathlib
import platform

import CoolProp
from CoolProp import DmassT_INPUTS, PT_INPUTS, AbstractState

TEMPERATURES = [14.0, 20.0, 25.0, 32.0, 40.0, 60.0, 100.0, 200.0, 273.15, 298.15, 313.15, 353.15, 423.15, 600.0, 1000.0]
PRESSURES = [1e3, 1e4, 1e5, 3e5, 1e6, 3e6, 1e7, 2e7, 3.5e7, 7e7, 1e8, 3e8, 1e9]
ORDER = ["p", "t", "rho", "h", "s", "cp", "cv", "w"]

hydrogen = AbstractState("HEOS", "Hydrogen")


def state(p, t):
    """None where hydrogen is solid, of which CoolProp says so."""
    try:
        hydrogen.update(PT_INPUTS, p, t)
    except ValueError as refused:
        if "Tmelt" in str(refused):
            return None
        raise
    # Its solver for the density stops at 1e-10 in the cold: the pressure that belongs to its density has all digits.
    hydrogen.update(DmassT_INPUTS, hydrogen.rhomass(), t)
    of = hydrogen
    return [of.p(), t, of.rhomass(), of.hmass(), of.smass(), of.cpmass(), of.cvmass(), of.speed_sound()]


def main():
    # Enthalpy and entropy from the zeros of the paper, which is CoolProp's own choice where nobody sets another.
    states = [known for t in TEMPERATURES for p in PRESSURES if (known := state(p, t))]
    head = {"made_with": {"python": platform.python_version(), "CoolProp": CoolProp.__version__}, "order": ORDER}
    lines = ",\n    ".join(json.dumps(state) for state in states)
    text = json.dumps(head, indent=2)[:-2] + ',\n  "states": [\n    ' + lines + "\n  ]\n}\n"
    pathlib.Path(__file__).with_name("coolprop.json").write_text(text)


if __name__ == "__main__":
    main()
