//! The order of the functions. Deflate looks back 32 kB and has codes for a stretch at a time, so it packs like
//! functions best where they are neighbours.

use super::streams;
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// So many operators in a row make a run; what two functions share is counted in runs and calls.
const RUN: usize = 4;

/// How many functions before it one is compared with.
const BEFORE: usize = 4;

/// The same wasm with its functions in [`chain`]'s order.
pub fn alike(wasm: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut runs = Vec::new();
    for body in streams::bodies(wasm)? {
        let (operators, calls) = streams::operators(wasm, &body)?;
        runs.push(operators.windows(RUN).map(<[u8]>::to_vec).chain(calls).collect());
    }
    let order = chain(&runs);
    // Imported functions have the first numbers, and keep them.
    let mut numbers: Vec<u32> = (0..imported(wasm)?).collect();
    let first = numbers.len();
    numbers.resize(first + order.len(), 0);
    for (place, &function) in order.iter().enumerate() {
        numbers[first + function] = u32::try_from(first + place)?;
    }
    let mut module = Module::new();
    Reordered { order, numbers }.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// An order of functions, given the runs of each: the longest stands first, and next is always the one that shares most
/// with the [`BEFORE`] before it, for the root of its own size: else the longest would always win.
fn chain(runs: &[BTreeSet<Vec<u8>>]) -> Vec<usize> {
    let mut having: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            having.entry(run).or_default().push(function);
        }
    }
    // How often a run stands in the functions just before, and how many such runs each function has.
    let mut near: BTreeMap<&[u8], usize> = BTreeMap::new();
    let mut shared = vec![0_u32; runs.len()];
    let mut left: BTreeSet<usize> = (0..runs.len()).collect();
    let mut order = Vec::new();
    let mut next = left.iter().copied().max_by_key(|&function| runs[function].len());
    while let Some(function) = next {
        left.remove(&function);
        order.push(function);
        for run in &runs[function] {
            let times = near.entry(run).or_default();
            *times += 1;
            if *times == 1 {
                having[run.as_slice()].iter().for_each(|&other| shared[other] += 1);
            }
        }
        if let Some(gone) = order.len().checked_sub(BEFORE + 1) {
            for run in &runs[order[gone]] {
                let times = near.entry(run).or_default();
                *times -= 1;
                if *times == 0 {
                    having[run.as_slice()].iter().for_each(|&other| shared[other] -= 1);
                }
            }
        }
        let likeness =
            |function: usize| f64::from(shared[function]) / (runs[function].len() as f64 + 1.0).sqrt();
        next = left.iter().copied().max_by(|&one, &other| likeness(one).total_cmp(&likeness(other)));
    }
    order
}

/// How many functions come from JavaScript.
fn imported(wasm: &[u8]) -> anyhow::Result<u32> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                count += u32::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        }
    }
    Ok(count)
}

/// Writes wasm with its functions in this order; `numbers` has the new number of each by its old one.
struct Reordered {
    order: Vec<usize>,
    numbers: Vec<u32>,
}

impl Reencode for Reordered {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.numbers[function as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &function in &self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_share_most_stand_together() {
        let runs =
            ["abcdef", "xyz", "abc", "wxyz", "abcde"].map(|each| each.bytes().map(|run| vec![run]).collect());
        assert_eq!(chain(&runs), [0, 4, 2, 3, 1]);
    }
}
