//! What wasm-bindgen's glue is told to do otherwise. Each change looks whether the glue is the one it knows.

use anyhow::{Context, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use walrus::{ConstExpr, DataKind, Module, ir::Value};

/// Changes the glue, and the wasm that it fits.
pub fn fit(wasm: &Path, script: &Path) -> anyhow::Result<()> {
    let mut module = Module::from_file(wasm)?;
    // First: what the glue no longer asks for goes from the wasm too.
    let glue = forget_what_never_comes(fs::read_to_string(script)?)?;
    let glue = leave_dead_memory(&glue)?;
    let glue = shorten_the_names(&mut module, glue);
    let glue = pass_no_namespace_of_html(&glue)?;
    let glue = read_constants_once(&module, &glue)?;
    let glue = pass_texts_at_once(&glue)?;
    let glue = catch_in_place(&glue)?;
    let glue = know_the_window(&glue)?;
    let glue = list_the_imports(&mut module, &glue)?;
    let glue = give_the_module(&fence_the_exports(&glue)?)?;
    module.emit_wasm_file(wasm)?;
    Ok(fs::write(script, glue)?)
}

/// Calls exports by numbers, since their own names stand in the wasm and in the glue, and nothing compresses them: with
/// those of the imports, 4 kB of gzip. One that the glue never asks for goes, and what it alone kept alive.
fn shorten_the_names(module: &mut Module, mut glue: String) -> String {
    let mut unasked = Vec::new();
    for (number, export) in module.exports.iter_mut().enumerate() {
        let short = format!("e{number}");
        match renamed(&glue, &format!("wasm.{}", export.name), &format!("wasm.{short}")) {
            Some(shorter) => (glue, export.name) = (shorter, short),
            None => unasked.push(export.id()),
        }
    }
    for export in unasked {
        module.exports.delete(export);
    }
    glue
}

/// The script with every `long` called `short`, but for names that only begin so; nothing where there is none.
fn renamed(script: &str, long: &str, short: &str) -> Option<String> {
    let mut parts = script.split(long);
    let mut out = parts.next()?.to_string();
    let mut found = false;
    for part in parts {
        let whole = !part.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_');
        found |= whole;
        out += if whole { short } else { long };
        out += part;
    }
    found.then_some(out)
}

/// Yew asks every parent for its namespace, to see whether it is SVG's or MathML's, and the glue copies the text into
/// the wasm each time, 3,600 for a plan of 90 steps: 8 % of the first rendering. An element of HTML has nothing to say.
fn pass_no_namespace_of_html(glue: &str) -> anyhow::Result<String> {
    let asked = "= arg1.namespaceURI;";
    ensure!(
        glue.matches(asked).count() == 1,
        "the glue of this wasm-bindgen reads namespaces in another way"
    );
    Ok(glue.replace(asked, "= arg1 instanceof HTMLElement ? undefined : arg1.namespaceURI;"))
}

/// Yew names each element and attribute by a text of the wasm, and the glue would decode it anew each time: 5,200 of
/// the 6,300 texts of a plan of 100 steps are constants. `www/remembered.js` keeps those.
fn read_constants_once(module: &Module, glue: &str) -> anyhow::Result<String> {
    let (mut from, mut to) = (usize::MAX, 0);
    for data in module.data.iter() {
        if let DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } = data.kind {
            let offset = usize::try_from(offset)?;
            (from, to) = (from.min(offset), to.max(offset + data.value.len()));
        }
    }
    ensure!(
        from < to && to - from < 65_536,
        "www/remembered.js does not reckon with constants from {from} to {to}"
    );
    let reads = "function getStringFromWasm0(";
    ensure!(glue.matches(reads).count() == 1, "the glue of this wasm-bindgen reads texts in another way");
    Ok(format!(
        "import {{ remembered }} from '../../www/remembered.js';\n\
         const getStringFromWasm0 = remembered(read, {from}, {to});\n{}",
        glue.replace(reads, "function read(")
    ))
}

/// The glue copies a text into the wasm letter by letter until one is not ASCII, which took 30 ms for a plan of 10,000
/// steps. The browser's encoder goes as far as there is room at once.
fn pass_texts_at_once(glue: &str) -> anyhow::Result<String> {
    let (from, to) = (
        "    let offset = 0;\n\n    for (; offset < len; offset++) {",
        "arg = arg.slice(offset);\n        }\n",
    );
    let parts = glue.split_once(from).and_then(|(before, rest)| Some((before, rest.split_once(to)?.1)));
    let (before, after) = parts.context("the glue of this wasm-bindgen passes texts in another way")?;
    let encode = "    let { read, written: offset } = cachedTextEncoder.encodeInto(arg, mem.subarray(ptr, ptr + len));\n    \
                  if (read !== len) {\n        arg = arg.slice(read);\n";
    Ok([before, encode, after].concat())
}

/// The glue wraps what may throw in a closure that it makes at each call, of which there are 5,000 for a plan of 100
/// steps. `try` needs none.
fn catch_in_place(glue: &str) -> anyhow::Result<String> {
    let (opens, closes) = ("() { return handleError(function (", "}, arguments); },\n");
    let calls =
        "function handleError(f, args) {\n    try {\n        return f.apply(this, args);\n    } catch (e) {";
    let mut caught = String::new();
    let mut wraps = glue.split(opens);
    caught += wraps.next().unwrap_or_default();
    for wrapped in wraps {
        // What follows is `arg0, arg1) {`, the body, and the end of the closure.
        let parts =
            wrapped.split_once(") {\n").and_then(|(given, rest)| Some((given, rest.split_once(closes)?)));
        let Some((given, (body, rest))) = parts else { break };
        caught += &["(", given, ") { try {\n", body, "} catch (e) { handleError(e); } },\n", rest].concat();
    }
    ensure!(
        glue.contains(opens)
            && glue.matches(calls).count() == 1
            && caught.matches("handleError(e)").count() == glue.matches(opens).count(),
        "the glue of this wasm-bindgen catches in another way"
    );
    Ok(caught.replace(calls, "function handleError(e) {\n    {"))
}

/// Yew asks whether the window is a `Window`. MooTools, which old pages have, puts a function of its own in the place of
/// that.
fn know_the_window(glue: &str) -> anyhow::Result<String> {
    let asks = " instanceof Window;";
    ensure!(glue.matches(asks).count() == 1, "the glue of this wasm-bindgen asks otherwise for the window");
    Ok(glue.replace(asks, " === globalThis;"))
}

/// The glue is ready for wasm without `realloc`, for browsers without `encodeInto`, for an instance that asks to be
/// replaced, to be started twice at a time, and to start from all that any page may give it, with words for each. Ours
/// gives a response or bytes, and the script bytes alone: there esbuild leaves out what is for `RESPONSES`. Nor is a
/// roadmap left to the garbage collector: the fence holds those that have a root, until they are destroyed.
fn forget_what_never_comes(mut glue: String) -> anyhow::Result<String> {
    glue = glue.replace("__wbg_call_guard();\n", "\n");
    for (from, to) in [
        ("    if (realloc === undefined) {", "    let len = arg.length;"),
        ("if (!('encodeInto' in cachedTextEncoder)) {", "let WASM_VECTOR_LEN"),
        ("    if (typeof module_or_path === 'string'", "    const { instance, module } = await"),
        ("    free() {", "    /**"),
        ("if (Symbol.dispose)", "export function __wbg_reset_state"),
        ("        MountedFinalization.register(", "        return obj;"),
        ("        MountedFinalization.unregister(", "        return ptr;"),
        ("const MountedFinalization", "function addToExternrefTable0"),
        ("function __wbg_call_guard", "const __wbindgen_enum"),
        ("    if (typeof numBytesDecoded", "    wasmInstance = new"),
        ("let __wbg_reinit_scheduled", "let cachedTextDecoder"),
        ("    if (wasm !== undefined) return wasm;\n    if (__wbg_init_promise", "    const imports"),
    ] {
        let parts = glue.split_once(from).and_then(|(before, rest)| Some((before, rest.split_once(to)?.1)));
        let (before, after) = parts.context("the glue of this wasm-bindgen is ready for other things")?;
        glue = [before, to, after].concat();
    }
    let asks = "typeof Response === 'function' && module instanceof Response";
    ensure!(glue.matches(asks).count() == 1, "the glue of this wasm-bindgen knows a response in another way");
    Ok(glue.replace(asks, "RESPONSES && module instanceof Response"))
}

/// Where there is no room for a text, the glue gives back that of the others before it. That instance is dead by then:
/// the fence lets nothing into it any more.
fn leave_dead_memory(glue: &str) -> anyhow::Result<String> {
    let catches = " catch (e) {\n";
    let mut parts = glue.split(catches);
    let mut left = parts.next().unwrap_or_default().to_string();
    for part in parts {
        if part.trim_start().starts_with("if (ptr") {
            let after = part.split_once("throw e;").and_then(|(_, rest)| rest.split_once('}'));
            let (tries, (_, after)) = left
                .rfind("try {")
                .zip(after)
                .context("the glue of this wasm-bindgen gives memory back otherwise")?;
            left.replace_range(tries..tries + "try ".len(), "");
            left += after;
        } else {
            left += &[catches, part].concat();
        }
    }
    ensure!(left.len() < glue.len(), "the glue of this wasm-bindgen gives no memory back");
    Ok(left)
}

/// Gives the imports as a list, so that none needs a name: each is called by where it stands.
fn list_the_imports(module: &mut Module, glue: &str) -> anyhow::Result<String> {
    let otherwise = "the glue of this wasm-bindgen gives its imports in another way";
    let (before, rest) =
        glue.split_once("const import0 = {\n        __proto__: null,\n").context(otherwise)?;
    let (members, after) = rest.split_once("\n    };\n    return {").context(otherwise)?;
    let mut places = BTreeMap::new();
    let mut list = String::new();
    for line in members.lines() {
        let member = line.strip_prefix("        ").and_then(|member| member.split_once(": function("));
        if let Some((name, function)) = member.filter(|(name, _)| !name.contains(' ')) {
            places.insert(name, places.len().to_string());
            list += &format!("        ({}\n", function.replacen(") {", ") => {", 1));
        } else {
            list += &format!("{line}\n");
        }
    }
    for import in module.imports.iter_mut() {
        import.module = "i".into();
        import.name = places.remove(import.name.as_str()).context(otherwise)?;
    }
    let from = "\"./glue_bg.js\"";
    ensure!(after.matches(from).count() == 1, otherwise);
    Ok([before, "const import0 = [\n", &list, "    ];\n    return {", &after.replace(from, "i")].concat())
}

/// Sends every call into the wasm through `www/fence.js`: what escapes from one would leave every roadmap on the page
/// frozen, and nobody told.
fn fence_the_exports(glue: &str) -> anyhow::Result<String> {
    let fenced = glue
        .replace("wasm = instance.exports;", "wasm = fenced(instance.exports);")
        .replace("wasm = wasmInstance.exports;", "wasm = fenced(wasmInstance.exports);");
    ensure!(
        fenced.matches("fenced(").count() == fenced.matches("wasm = ").count() && fenced.contains("fenced("),
        "the glue of this wasm-bindgen takes the exports in a way that the fence does not know"
    );
    Ok(format!("import {{ fenced }} from '../../www/fence.js';\n{fenced}"))
}

/// Lets `www/loader.js` have the compiled wasm, out of which it reads the words.
fn give_the_module(glue: &str) -> anyhow::Result<String> {
    ensure!(glue.contains("wasmModule = module;"), "the glue of this wasm-bindgen keeps no module");
    Ok(format!("{glue}export {{ wasmModule }};\n"))
}
