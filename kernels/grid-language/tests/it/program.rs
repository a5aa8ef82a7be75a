//! Bytecode on its way to a disk and back, and runs that stop on their way.

use grid_language::{
    Board, Limits, Machine, Masks, Observer, Primitive, Program, ReadError, Run, Value, read,
};
use grid_objects::TieRule;

const LINES: &str = "def solve_abc(I):\n x1 = objects(I, T, F, T)\n x2 = compose(double, size)\n x3 = apply(size, x1)\n \
                     x4 = x2(x1)\n x5 = astuple(x4, x3)\n return x5\n";

fn program() -> Program {
    read("file.py", LINES.as_bytes()).programs.remove(0)
}

fn machine() -> Machine<'static, Masks> {
    Machine::new(Limits::default(), TieRule::Lowest)
}

fn grid() -> Value<Masks> {
    Value::grid(Board::new(2, 2, vec![0, 0, 0, 5]))
}

#[test]
fn a_program_is_read_back_from_its_bytes() {
    let program = program();
    assert_eq!(Program::from_bytes(&program.to_bytes()), Ok(program));
}

#[test]
fn damaged_bytes_are_no_program() {
    let bytes = program().to_bytes();
    for length in 0..bytes.len() {
        assert!(Program::from_bytes(&bytes[..length]).is_err(), "the first {length} bytes");
    }
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert!(Program::from_bytes(&damaged).is_err(), "byte {at} is another");
    }
    assert_eq!(Program::from_bytes(b"PNG"), Err(ReadError::Magic));
    let mut newer = bytes.clone();
    newer[4] = 9;
    assert_eq!(Program::from_bytes(&newer), Err(ReadError::Version(9)));
    let mut long = bytes;
    long.push(0);
    assert_eq!(Program::from_bytes(&long), Err(ReadError::Checksum));
}

/// FNV-1a, so that damage gets past the checksum.
fn sealed(mut body: Vec<u8>) -> Vec<u8> {
    let hash = body.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    body.extend(hash.to_le_bytes());
    body
}

#[test]
fn bytes_with_a_right_checksum_are_still_not_believed() {
    let bytes = program().to_bytes();
    let body = &bytes[..bytes.len() - 8];
    for at in 5..body.len() {
        for value in [0, 1, 200, 255] {
            let mut damaged = body.to_vec();
            damaged[at] = value;
            // Whatever is accepted can at least be run, and ends.
            if let Ok(program) = Program::from_bytes(&sealed(damaged)) {
                let _ = program.run(&mut machine(), grid());
            }
        }
    }
    let mut slot = body.to_vec();
    let last = slot.len() - 2;
    slot[last] = 200;
    assert_eq!(
        Program::from_bytes(&sealed(slot)),
        Err(ReadError::Invalid { at: body.len(), what: "a slot is read that nothing has been written to" })
    );
    let mut table = body.to_vec();
    table[5] ^= 1;
    assert_eq!(Program::from_bytes(&sealed(table)), Err(ReadError::Table));
}

#[test]
fn a_call_that_fails_names_program_and_line() {
    let error = program().run(&mut machine(), Value::Int(3)).unwrap_err();
    assert_eq!((error.line, error.call), (2, "objects"));
    assert_eq!(error.to_string(), "solve_abc, line 2, objects: a grid is needed here, not a number");
    let nested = "def solve_a(I):\n x1 = apply(first, I)\n return x1";
    let nested = &read("file.py", nested.as_bytes()).programs[0];
    let error = nested.run(&mut machine(), Value::tuple(vec![Value::empty_set()]).unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "solve_a, line 2, apply, inside of it first: the container is empty");
}

#[test]
fn a_run_stops_before_any_call_and_takes_its_value_from_elsewhere() {
    let program = program();
    let mut run = Run::new(&program, grid());
    let (primitive, arguments) = run.waiting().unwrap();
    assert_eq!((primitive.name(), arguments.len()), ("objects", 4));
    assert_eq!(*arguments[0], grid());
    let elsewhere =
        machine().call(&Value::Primitive(primitive), &arguments.into_iter().cloned().collect::<Vec<_>>());
    run.answer(elsewhere.unwrap());
    let mut machine = machine();
    while !run.is_finished() {
        run.step(&mut machine).unwrap();
    }
    assert_eq!(run.values().len(), 5);
    let answer = run.finish(&mut machine);
    assert_eq!(answer, program.run(&mut machine, grid()));
    assert_eq!(answer.unwrap().to_string(), "(2, {1})");
}

#[test]
fn whoever_watches_sees_every_primitive_with_what_it_encloses() {
    #[derive(Default)]
    struct Seen(String);
    impl Observer for Seen {
        fn begin(&mut self, primitive: Primitive) {
            self.0 += &format!("{primitive}[");
        }
        fn end(&mut self, _: Primitive) {
            self.0 += "]";
        }
    }
    let mut seen = Seen::default();
    program().run(&mut machine().watched_by(&mut seen), grid()).unwrap();
    assert_eq!(seen.0, "objects[]compose[]apply[size[]]size[]double[]astuple[]");
}

#[test]
fn a_program_knows_its_primitives() {
    let names: Vec<_> = program().primitives().iter().map(|primitive| primitive.name()).collect();
    assert_eq!(names, ["double", "astuple", "size", "compose", "apply", "objects"]);
    assert_eq!((program().task(), program().calls()), ("abc", 5));
}
