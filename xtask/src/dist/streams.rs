//! Wasm parted into streams of one kind each, which deflate far better than what the file interleaves: 189 kB become 141.
//! `www/joined.wat` is the other half, and `joined.spec.mjs` holds the two together.
//!
//! The idea is that of the split streams of Ernst et al., "Code Compression", PLDI 1997.

use anyhow::{Context, ensure};
use wasmparser::{FunctionBody, Parser, Payload};

/// What a byte of wasm is, in the order in which the streams are packed.
#[derive(Clone, Copy)]
enum Stream {
    /// All that is no function's body.
    Rest,
    Operators,
    /// How many locals of which type a function has.
    Types,
    Branches,
    /// Types of blocks.
    Blocks,
    /// Numbers of 64 bits.
    Wide,
    /// What the other operators say.
    Others,
    Offsets,
    /// From here on an operator says one number and nothing else, which `joined.wat` asks first.
    Calls,
    Locals,
    /// The first of 256: numbers stand by the operator that comes next, for what is added is not what is stored or compared.
    Numbers,
}

/// How many streams there are.
const STREAMS: usize = Stream::Numbers as usize + 256;

/// The wasm's figures (its size, the size of what comes before the first body, the number of bodies, the size of each
/// stream; all of 32 bits, little-endian), and its streams, those of numbers as one. The size before each body is left out.
///
/// # Errors
///
/// Where the wasm is not valid, or says that memory is aligned: see [`forget_alignment`].
pub fn parted(wasm: &[u8]) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut streams = vec![Vec::new(); STREAMS];
    let (mut before, mut end) = (wasm.len(), 0);
    let bodies = bodies(wasm)?;
    for body in &bodies {
        let range = body.range();
        if end == 0 {
            before = range.start - size_of_leb(range.len());
            streams[Stream::Rest as usize].extend(&wasm[..before]);
        }
        end = range.end;
        let mut operators = body.get_operators_reader()?;
        streams[Stream::Types as usize].extend(&wasm[range.start..operators.original_position()]);
        while !operators.eof() {
            let at = operators.original_position();
            operators.read()?;
            let (operator, said) = (wasm[at], &wasm[at + 1..operators.original_position()]);
            streams[Stream::Operators as usize].push(operator);
            let (stream, said) = match operator {
                0x02..=0x04 => (Stream::Blocks, said),
                0x0c..=0x0e => (Stream::Branches, said),
                0x10 => (Stream::Calls, said),
                0x20..=0x22 => (Stream::Locals, said),
                0x28..=0x3e => {
                    ensure!(said[0] == 0, "the memory access at byte {at} says an alignment");
                    (Stream::Offsets, &said[1..])
                }
                0x41 => {
                    let next = wasm[operators.original_position()];
                    streams[Stream::Numbers as usize + usize::from(next)].extend(said);
                    continue;
                }
                0x42 | 0x44 => (Stream::Wide, said),
                _ => (Stream::Others, said),
            };
            streams[stream as usize].extend(said);
        }
    }
    streams[Stream::Rest as usize].extend(&wasm[end..]);

    let mut figures = Vec::new();
    for figure in [wasm.len(), before, bodies.len()].into_iter().chain(streams.iter().map(Vec::len)) {
        figures.extend(u32::try_from(figure)?.to_le_bytes());
    }
    let numbers = streams.split_off(Stream::Numbers as usize).concat();
    Ok([vec![figures], streams, vec![numbers]].concat())
}

/// Sets every alignment to "any". It is a hint that browsers do not use, and is much of what differs between alike code.
pub fn forget_alignment(wasm: &mut [u8]) -> anyhow::Result<()> {
    let mut hints = Vec::new();
    for body in bodies(wasm)? {
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let at = operators.original_position();
            operators.read()?;
            if matches!(wasm[at], 0x28..=0x3e) {
                ensure!(wasm[at + 1] < 0x40, "the memory access at byte {at} names a memory");
                hints.push(at + 1);
            }
        }
    }
    for hint in hints {
        wasm[hint] = 0;
    }
    Ok(())
}

/// The functions' bodies, in the order of the wasm.
pub fn bodies(wasm: &[u8]) -> anyhow::Result<Vec<FunctionBody<'_>>> {
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionEntry(body) = payload.context("the wasm is not valid")? {
            bodies.push(body);
        }
    }
    Ok(bodies)
}

/// The first byte of each operator of a body.
pub fn operators(wasm: &[u8], body: &FunctionBody<'_>) -> anyhow::Result<Vec<u8>> {
    let mut reader = body.get_operators_reader()?;
    let mut operators = Vec::new();
    while !reader.eof() {
        operators.push(wasm[reader.original_position()]);
        reader.read()?;
    }
    Ok(operators)
}

/// How many bytes a number takes as LEB128.
fn size_of_leb(number: usize) -> usize {
    (number.max(1).ilog2() / 7 + 1) as usize
}
