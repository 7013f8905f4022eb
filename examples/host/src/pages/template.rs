//! HTML with places to fill: `{{name}}` takes text, `{{{name}}}` takes HTML.

/// The template with its places filled. Text is escaped; HTML is not, and comes from [`fill`] only.
/// A place without a value is a mistake of ours and stays visible in the page.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut page = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page += before;
        let (is_html, after) = after.strip_prefix('{').map_or((false, after), |after| (true, after));
        let Some((name, after)) = after.split_once(if is_html { "}}}" } else { "}}" }) else {
            rest = after;
            break;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, html)) if is_html => page += html,
            Some((_, text)) => page += &escaped(text),
            None => page += &format!("[{name}?]"),
        }
        rest = after;
    }
    page + rest
}

/// One filled template after the other.
pub fn fill_each<'a, const N: usize>(
    template: &str,
    rows: impl Iterator<Item = [(&'a str, &'a str); N]>,
) -> String {
    rows.map(|row| fill(template, &row)).collect()
}

/// Text that is safe between tags and in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_text_as_text_and_html_as_html() {
        let values = [("a", "<b a='1'>&\"{{b}}"), ("b", "x")];
        for (template, page) in [
            ("no places", "no places"),
            ("{{b}}{{b}}", "xx"),
            ("<i>{{a}}</i>", "<i>&lt;b a=&#39;1&#39;&gt;&amp;&quot;{{b}}</i>"),
            ("<i>{{{a}}}</i>", "<i><b a='1'>&\"{{b}}</i>"),
            ("{{c}}", "[c?]"),
        ] {
            assert_eq!(fill(template, &values), page, "{template}");
        }
    }
}
