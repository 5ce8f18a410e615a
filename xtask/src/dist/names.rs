//! Names and hashes that carry the content: what may be cached for ever, and what a page may demand.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::files::{Files, replace_in, text};
use super::{MASTER, NAME};

/// Renames what may be cached for ever and tells the files that name it. `data` is what the explorer loads instead of
/// the master. Returns the old and new names.
pub(super) fn name_by_content(files: &mut Files, data: &str) -> Result<Vec<(String, String)>, String> {
    let wasm = format!("{NAME}_bg.wasm");
    let glue = format!("{NAME}.js");
    let wasm_name = rename(files, &wasm)?;
    // The glue's own idea of where the module is; `explorer.js` tells it anyway.
    replace_in(files, &glue, &[(wasm.clone(), wasm_name.clone())]);
    let mut names = vec![(wasm, wasm_name)];
    for file in [glue.as_str(), "explorer.css"] {
        names.push((file.to_owned(), rename(files, file)?));
    }
    names.push((MASTER.to_owned(), data.to_owned()));
    let script = text(files, "explorer.js")?;
    for (old, _) in &names {
        if !is_named(script, old) {
            return Err(format!("public/explorer.js does not name './{old}' in quotes, so it would not be found"));
        }
    }
    let quoted = |quote: char| {
        names.iter().map(move |(old, new)| (format!("{quote}./{old}{quote}"), format!("{quote}./{new}{quote}")))
    };
    let in_script: Vec<_> = quoted('\'').chain(quoted('"')).collect();
    replace_in(files, "explorer.js", &in_script);
    // A page may link the style of its fallback; a link to the data is for readers and means the master.
    let in_pages: Vec<_> = in_script.into_iter().filter(|(old, _)| !old.contains(MASTER)).collect();
    for page in files.keys().filter(|name| name.ends_with(".html")).cloned().collect::<Vec<_>>() {
        replace_in(files, &page, &in_pages);
    }
    Ok(names)
}

/// Whether a path of `dist/` has its content in its name, so that it never changes.
#[must_use]
pub fn is_named_by_content(path: &str) -> bool {
    let hash = || path.rsplit('/').next()?.rsplit('.').nth(1)?.rsplit_once('-').map(|(_, hash)| hash);
    hash().is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}

/// What is kept for ever under a name has to be the same for ever.
///
/// # Errors
/// When a file was changed after it was named by its content.
pub(super) fn check_names(files: &Files) -> Result<(), String> {
    let mut named = files.iter().filter(|(name, _)| is_named_by_content(name));
    match named.find(|(name, bytes)| !name.contains(&short_hash(bytes))) {
        Some((name, _)) => Err(format!("{name} was changed after it was named by its content")),
        None => Ok(()),
    }
}

/// Tells `explorer.js` the hashes of what it loads, and gives it a second name by its content: a page that wants this
/// very release, with a hash of its own in the script tag, names that.
pub(super) fn tell_integrity(files: &mut Files, names: &[(String, String)]) -> Result<(), String> {
    let words = [("glue", "security-union-explorer.js"), ("wasm", "security-union-explorer_bg.wasm")];
    let words = words.into_iter().chain([("style", "explorer.css"), ("data", MASTER)]);
    let mut hashes = Vec::new();
    for (word, old) in words {
        let new = names.iter().find(|(known, _)| known == old).map(|(_, new)| new);
        let bytes = new.and_then(|new| files.get(new)).ok_or_else(|| format!("the build has no {old}"))?;
        let mut hash = integrity(bytes);
        if old == MASTER {
            // The explorer asks for the data in two parts, and either hash will do for each: hashes have alternatives.
            let details = files.iter().find(|(name, _)| name.starts_with("data/security-union.details-"));
            hash.push_str(&details.map(|(_, bytes)| format!(" {}", integrity(bytes))).unwrap_or_default());
        }
        hashes.push((format!("integrity of {word}"), hash));
    }
    let script = text(files, "explorer.js")?;
    if let Some((word, _)) = hashes.iter().find(|(word, _)| !script.contains(word)) {
        return Err(format!("public/explorer.js has no place for the '{word}'"));
    }
    replace_in(files, "explorer.js", &hashes);
    // The script beside a frame has a second name too, for the same reason.
    copy(files, "embed-host.js")?;
    let own = copy(files, "explorer.js")?;
    // Our own pages name the program of their own release: one that a browser kept from another would replace what they
    // say by what it knows.
    let pages: Vec<String> = files.keys().filter(|name| is_own_page(name)).cloned().collect();
    for page in pages {
        replace_in(
            files,
            &page,
            &OWN_SCRIPT.map(|(before, after)| (format!("{before}explorer.js{after}"), format!("{before}{own}{after}"))),
        );
    }
    Ok(())
}

/// How our own pages name the program: in a script tag, as what is wanted soon, and from a script.
const OWN_SCRIPT: [(&str, &str); 3] = [("/", "\"></script>"), ("href=\"./", "\""), ("import(\"./", "\")")];

/// Whether a file is a page of ours, or the script of the one in a frame.
fn is_own_page(name: &str) -> bool {
    name.ends_with(".html") || name == "embed.js"
}

/// What is in the release: sizes, and the integrity that an embedding page may demand. Nobody demands that of a page, and
/// the list is loaded by the embed builder, so the pages of initiatives are not in it.
pub(super) fn manifest(files: &Files) -> Result<Vec<u8>, String> {
    let entries: Vec<serde_json::Value> = files
        .iter()
        .filter(|(name, _)| !name.starts_with("initiative/"))
        .map(|(name, bytes)| serde_json::json!({ "path": name, "bytes": bytes.len(), "integrity": integrity(bytes) }))
        .collect();
    serde_json::to_vec(&serde_json::json!({ "files": entries })).map_err(|why| format!("files.json: {why}"))
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", base64(&Sha256::digest(bytes)))
}

fn is_named(script: &str, name: &str) -> bool {
    ['\'', '"'].iter().any(|quote| script.contains(&format!("{quote}./{name}{quote}")))
}

fn rename(files: &mut Files, name: &str) -> Result<String, String> {
    let new = copy(files, name)?;
    files.remove(name);
    Ok(new)
}

fn copy(files: &mut Files, name: &str) -> Result<String, String> {
    let bytes = files.get(name).ok_or_else(|| format!("the build has no {name}"))?.clone();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let new = format!("{stem}-{}.{ending}", short_hash(&bytes));
    files.insert(new.clone(), bytes);
    Ok(new)
}

pub(super) fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| (word << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::files::files;

    #[test]
    fn names_carry_the_content_and_the_script_knows_them() {
        let mut files = files(&[
            ("security-union-explorer.js", "new URL('security-union-explorer_bg.wasm')"),
            ("security-union-explorer_bg.wasm", "wasm"),
            ("explorer.css", "a{}"),
            ("data/security-union.json", "{\"initiatives\":[]}"),
            (
                "explorer.js",
                "'./security-union-explorer.js' './security-union-explorer_bg.wasm' \"./explorer.css\" \
                 './data/security-union.json'",
            ),
        ]);
        let data = crate::dist::split_data(&mut files).unwrap();
        let names = name_by_content(&mut files, &data).unwrap();
        assert!(text(&files, &data).unwrap().contains("\"security-union.details-"), "the first part names the second");
        let script = text(&files, "explorer.js").unwrap().to_owned();
        for word in script.split(' ') {
            let name = word.trim_matches(['\'', '"']).trim_start_matches("./");
            assert!(is_named_by_content(name), "{name}");
            assert!(files.keys().any(|file| file.starts_with(name)), "{name}");
        }
        assert!(files.contains_key("data/security-union.json"), "the master keeps its name");
        assert!(
            tell_integrity(&mut files, &names).is_err_and(|why| why.contains("integrity of glue")),
            "a script without a place for the hashes is refused"
        );
        let places = "'integrity of glue' 'integrity of wasm' 'integrity of style' 'integrity of data'";
        files.insert("explorer.js".to_owned(), places.into());
        files.insert("embed-host.js".to_owned(), Vec::new());
        let page = "<script type=\"module\" src=\"../../explorer.js\"></script> &lt;script src=\"/explorer.js\">";
        files.insert("initiative/dora/index.html".to_owned(), page.into());
        tell_integrity(&mut files, &names).unwrap();
        let own = files.keys().find(|name| name.starts_with("explorer-") && name.ends_with(".js")).unwrap();
        let expected = page.replacen("explorer.js", own, 1);
        assert_eq!(text(&files, "initiative/dora/index.html").unwrap(), expected, "only what our own page loads");
        let script = text(&files, "explorer.js").unwrap();
        // echo -n wasm | openssl dgst -sha256 -binary | base64
        assert!(script.contains("'sha256-M2FUv2f3Zfj3XRagrM7mG17l9qdbKikFcD35E71VDz4='"), "{script}");
        assert_eq!(script.matches("sha256-").count(), 5, "the data are two files: {script}");
        assert_eq!(files.keys().filter(|name| name.starts_with("explorer-") && name.ends_with(".js")).count(), 1);
        check_names(&files).unwrap();
        let (style, _) =
            files.iter_mut().find(|(name, _)| name.starts_with("explorer-") && name.ends_with(".css")).unwrap();
        let style = style.clone();
        files.insert(style, b"a{color:red}".to_vec());
        assert!(check_names(&files).is_err_and(|why| why.contains("explorer-") && why.contains("was changed")));
    }

    #[test]
    fn a_script_that_forgets_a_name_is_refused() {
        let mut files = files(&[
            ("security-union-explorer.js", ""),
            ("security-union-explorer_bg.wasm", ""),
            ("explorer.css", ""),
            ("data/security-union.json", "{}"),
            ("explorer.js", "'./security-union-explorer.js'"),
        ]);
        assert!(
            name_by_content(&mut files, "data/a.json")
                .is_err_and(|why| why.contains("security-union-explorer_bg.wasm"))
        );
    }

    #[test]
    fn only_names_with_a_hash_are_for_ever() {
        assert!(is_named_by_content("data/security-union-0123456789abcdef.json"));
        assert!(is_named_by_content("data/security-union.details-0123456789abcdef.json"));
        assert!(!is_named_by_content("data/security-union.json"));
        assert!(!is_named_by_content("explorer.js"));
    }

    #[test]
    fn base64_is_the_usual_one() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
