//! What primitives take and give, so that random programs have answers more often than faults. A line for each primitive:
//! its name, the kinds of its arguments, and the kind of its value.

/// Kinds of values, in one letter each.
///
/// n number, c cell, d small number (a colour, a factor), p pair or place, t truth, g grid, i set of places, o object, O set of objects,
/// I set of sets of places, u tuple of numbers, s set of numbers, U tuple of grids, f function of a patch that has a number,
/// q test of a patch, F function of a place that has a place, P function of a place that has places, X function of a patch that has
/// a patch, D function of two numbers, a function of two numbers that has a tuple, N function of a number,
/// R set of functions of a number
pub(crate) const SIGNATURES: &str = "
add nn n
add pp p
add pn p
subtract nn n
subtract pp p
multiply nn n
multiply pn p
divide nd n
divide pd p
invert n n
invert p p
double n n
halve n n
halve p p
increment n n
increment p p
decrement n n
crement p p
sign p p
even n t
positive n t
greater nn t
toivec n p
tojvec n p
astuple nn p
astuple dp c
identity o o
flip t t
equality oo t
equality ii t
equality gg t
both tt t
either tt t
branch tii i
branch too o
branch tgg g
contained pi t
contained co t
contained oO t
combine ii i
combine oo o
combine OO O
combine uu u
combine ss s
intersection ii i
intersection oo o
intersection OO O
difference ii i
difference oo o
difference OO O
dedupe u u
dedupe g g
repeat nd u
size i n
size O n
size g n
merge O o
merge I i
maximum s n
maximum i p
minimum u n
minimum i p
mostcommon u n
leastcommon u n
initset n s
initset p i
initset c o
initset o O
initset i I
insert pi i
insert co o
insert oO O
remove pi i
remove co o
remove oO O
other OO o
totuple s u
first O o
first i p
first o c
last O o
last i p
last g u
interval nnd u
product ss i
pair uu u
sizefilter Od O
order sf u
valmax Of n
valmin Of n
argmax Of o
argmin Of o
sfilter Oq O
mfilter Oq o
extract Oq o
apply fO s
apply Fi i
apply PO I
apply XO O
mapply Pi i
mapply XO o
papply Duu u
prapply Dss s
objects gttt O
partition g O
fgpartition g O
compose fX f
matcher fn q
power Fd F
compose FF F
chain FFF F
fork Dff f
rbind Dn N
lbind Dn N
apply Ns s
apply Nu u
initset N R
insert NR R
rapply Rn s
mpapply auu u
mostcolor g n
mostcolor o n
leastcolor g n
leastcolor o n
colorcount gn n
colorcount on n
palette g s
palette o s
numcolors o n
color o n
colorfilter On O
height g n
height i n
width o n
shape g p
shape i p
portrait o t
square i t
square g t
vline i t
hline o t
uppermost i n
lowermost o n
leftmost o n
rightmost i n
ulcorner o p
urcorner i p
llcorner i p
lrcorner o p
center i p
center o p
centerofmass o p
position oi p
hmatching io t
vmatching oi t
manhattan oi n
adjacent oo t
bordering og t
hperiod o n
vperiod o n
asindices g i
asobject g o
ofcolor gn i
toindices o i
recolor ni o
recolor no o
shift ip i
shift op o
normalize i i
normalize o o
dneighbors p i
ineighbors p i
neighbors p i
toobject ig o
toobject og o
corners o i
connect pp i
shoot pp i
vfrontier p i
hfrontier p i
backdrop o i
delta i i
inbox o i
outbox i i
box o i
gravitate ii p
gravitate oi p
occurrences go i
frontiers g O
upscale gd g
upscale od o
rot90 g g
rot180 g g
rot270 g g
hmirror g g
hmirror o o
vmirror i i
dmirror o o
cmirror i i
cmirror g g
crop gpp g
subgrid og g
subgrid ig g
fill gdi g
fill gno g
paint go g
paint go g
underfill gdi g
underpaint go g
cover go g
move gop g
canvas dp g
index gp n
replace gnd g
switch gdd g
cellwise ggd g
hupscale gd g
vupscale gd g
downscale gd g
hconcat gg g
vconcat gg g
hsplit gd U
vsplit gd U
first U g
trim g g
tophalf g g
bottomhalf g g
lefthalf g g
righthalf g g
compress g g
";

/// Names of the language that a program can pass on, with their kind.
pub(crate) const NAMES: &[(&str, &str)] = &[
    ("n", "ZERO"),
    ("n", "NINE"),
    ("n", "NEG_TWO"),
    ("d", "ONE"),
    ("d", "TWO"),
    ("d", "THREE"),
    ("p", "ORIGIN"),
    ("p", "UNITY"),
    ("p", "UP_RIGHT"),
    ("p", "THREE_BY_THREE"),
    ("t", "T"),
    ("t", "F"),
    ("f", "size"),
    ("f", "height"),
    ("f", "color"),
    ("q", "square"),
    ("q", "vline"),
    ("P", "neighbors"),
    ("P", "hfrontier"),
    ("X", "normalize"),
    ("X", "hmirror"),
    ("a", "astuple"),
    ("N", "increment"),
    ("N", "sign"),
    ("F", "increment"),
    ("F", "double"),
    ("P", "initset"),
    ("X", "identity"),
    ("D", "add"),
    ("D", "multiply"),
];
