//! Wasm parted into streams of one kind each, which deflate far better than what the file interleaves: 189 kB become
//! 135. `www/joined.wat` is the other half, and `joined.spec.mjs` holds the two together.
//!
//! The idea is that of the split streams of Ernst et al., "Code Compression", PLDI 1997.

use super::pairs;
use anyhow::{Context, ensure};
use std::borrow::Cow;
use wasmparser::{FunctionBody, Parser, Payload};

/// What a byte of wasm is, in the order in which the streams are packed.
#[derive(Clone, Copy)]
enum Stream {
    /// All that is no function's body.
    Rest,
    /// As [`pairs::paired`] leaves them.
    Operators,
    /// How many locals of which type a function has.
    Types,
    Branches,
    /// Types of blocks.
    Blocks,
    Floats64,
    /// What the other operators say.
    Others,
    /// Where in an object memory is read and written.
    Loads,
    Stores,
    /// From here on an operator says one number and nothing else, which `joined.wat` asks first.
    Conditions,
    Globals,
    Integers64,
    Calls,
    /// Locals that are read, written, and both: see [`ranked`].
    Gets,
    Sets,
    Tees,
    /// Numbers that are [`address`]es, from the higher byte.
    HighBytes,
    LowBytes,
    /// The first of 256: numbers stand by the operator that comes next, for what is added is not what is stored or
    /// compared.
    Numbers,
}

/// How many streams there are.
const STREAMS: usize = Stream::Numbers as usize + 256;

/// The operator of an [`address`].
const ADDRESS: u8 = 0x18;

/// How many locals a function may have, for each to take one byte.
const LOCALS: u8 = 128;

/// The wasm's figures (its size, the size of what comes before the first body, the numbers of bodies and operators, the
/// pairs of operators, the size of each stream; all but the pairs of 32 bits, little-endian), and its streams, those of
/// numbers as one. The size before each body is left out.
///
/// # Errors
///
/// Where the wasm is not valid, has a function with more than [`LOCALS`], or says that memory is aligned: see
/// [`forget_alignment`].
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
        let types = range.start..body.get_operators_reader()?.original_position();
        streams[Stream::Types as usize].extend(&wasm[types]);
        let ranked = ranked(wasm, body)?;
        for (place, (operator, said)) in ranked.iter().enumerate() {
            let known = !matches!(operator, 0x20..=0x22) || said.len() == 1;
            ensure!(known, "the function at byte {} has more than {LOCALS} locals", range.start);
            let packed = packed(*operator, said);
            streams[Stream::Operators as usize].push(packed);
            if let Some([high, low]) = address(*operator, said) {
                streams[Stream::HighBytes as usize].push(high);
                streams[Stream::LowBytes as usize].push(low);
                continue;
            }
            let stream = match operator {
                _ if packed != *operator => continue,
                0x02..=0x04 => Stream::Blocks as usize,
                0x0c | 0x0e => Stream::Branches as usize,
                0x0d => Stream::Conditions as usize,
                0x10 => Stream::Calls as usize,
                0x20 => Stream::Gets as usize,
                0x21 => Stream::Sets as usize,
                0x22 => Stream::Tees as usize,
                0x23 | 0x24 => Stream::Globals as usize,
                0x28..=0x35 => Stream::Loads as usize,
                0x36..=0x3e => Stream::Stores as usize,
                0x41 => {
                    let (next, said) = &ranked[place + 1];
                    Stream::Numbers as usize + usize::from(self::packed(*next, said))
                }
                0x42 => Stream::Integers64 as usize,
                0x44 => Stream::Floats64 as usize,
                _ => Stream::Others as usize,
            };
            streams[stream].extend(said.iter());
        }
    }
    streams[Stream::Rest as usize].extend(&wasm[end..]);
    let count = streams[Stream::Operators as usize].len();
    let (pairs, operators) = pairs::paired(&streams[Stream::Operators as usize]);
    streams[Stream::Operators as usize] = operators;

    let mut figures = Vec::new();
    for figure in [wasm.len(), before, bodies.len(), count] {
        figures.extend(u32::try_from(figure)?.to_le_bytes());
    }
    figures.extend(pairs.as_flattened());
    for stream in &streams {
        figures.extend(u32::try_from(stream.len())?.to_le_bytes());
    }
    let numbers = streams.split_off(Stream::Numbers as usize).concat();
    Ok([vec![figures], streams, vec![numbers]].concat())
}

/// A body's operators and what each says. A local is said by how many others were used since it was (at first, as if
/// all had been, the last one first), so that alike code is alike whichever locals it uses. An alignment is left out.
fn ranked<'a>(wasm: &'a [u8], body: &FunctionBody<'_>) -> anyhow::Result<Vec<(u8, Cow<'a, [u8]>)>> {
    let mut reader = body.get_operators_reader()?;
    let mut locals: Vec<u8> = (0..LOCALS).collect();
    let mut ranked = Vec::new();
    while !reader.eof() {
        let at = reader.original_position();
        reader.read()?;
        let (operator, said) = (wasm[at], &wasm[at + 1..reader.original_position()]);
        let said = match operator {
            0x20..=0x22 => {
                match locals.iter().position(|local| said == [*local]) {
                    Some(rank) => {
                        locals[..=rank].rotate_right(1);
                        vec![u8::try_from(rank)?].into()
                    }
                    // More than one byte, so none that `joined.wat` knows.
                    None => said.into(),
                }
            }
            0x28..=0x3e => {
                ensure!(said[0] == 0, "the memory access at byte {at} says an alignment");
                said[1..].into()
            }
            _ => said.into(),
        };
        ranked.push((operator, said));
    }
    Ok(ranked)
}

/// An operator's byte in its stream. Some stand for what they say too, where it is 0 or 1 and where it pays: the local
/// used last, or the one before, and numbers.
fn packed(operator: u8, said: &[u8]) -> u8 {
    match (operator, said) {
        (0x20 | 0x41, [said @ (0 | 1)]) | (0x21 | 0x22, [said @ 0]) => {
            (2 * operator + said).wrapping_add(0x94)
        }
        _ if address(operator, said).is_some() => ADDRESS,
        _ => operator,
    }
}

/// Where in the 64 kB behind the stack a number points: its two bytes, which are alike apart.
fn address(operator: u8, said: &[u8]) -> Option<[u8; 2]> {
    match (operator, said) {
        (0x41, &[first, second, third, 0]) => {
            let number = [third, second, first].iter().fold(0, |sum, byte| sum << 7 | u32::from(byte & 0x7f));
            Some(u16::try_from(number.checked_sub(1 << 20)?).ok()?.to_be_bytes())
        }
        _ => None,
    }
}

/// Sets every alignment to "any". It is a hint that browsers do not use, and is much of what differs between alike
/// code.
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

/// A body's operators as they are packed, but for pairs, and the functions that it calls.
pub fn operators(wasm: &[u8], body: &FunctionBody<'_>) -> anyhow::Result<(Vec<u8>, Vec<Vec<u8>>)> {
    let ranked = ranked(wasm, body)?;
    let operators = ranked.iter().map(|(operator, said)| packed(*operator, said)).collect();
    let calls =
        ranked.iter().filter(|(operator, _)| *operator == 0x10).map(|(_, said)| said.to_vec()).collect();
    Ok((operators, calls))
}

/// How many bytes a number takes as LEB128.
fn size_of_leb(number: usize) -> usize {
    (number.max(1).ilog2() / 7 + 1) as usize
}
