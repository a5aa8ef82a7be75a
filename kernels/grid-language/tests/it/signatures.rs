//! What primitives take and give, so that random programs have answers more often than faults. A line for each primitive:
//! its name, the kinds of its arguments, and the kind of its value.

/// Kinds of values, in one letter each.
///
/// n number, c cell, d small number (a colour, a factor), p pair or place, t truth, g grid, i set of places, o object, O set of objects,
/// I set of sets of places, u tuple of numbers, s set of numbers, U tuple of grids, f function of a patch that has a number,
/// q test of a patch, F function of a place that has a place, P function of a place that has places, X function of a patch that has
/// a patch, D function of two numbers
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
    ("F", "increment"),
    ("F", "double"),
    ("P", "initset"),
    ("X", "identity"),
    ("D", "add"),
    ("D", "multiply"),
];
