//! The pages that are made ahead of time: putting them into a release, and having them checked as HTML.

use std::fs;
use std::path::Path;
use std::process::Command;

use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::document;
use security_union_explorer::drawing::node::Node;
use security_union_explorer::language::Words;
use security_union_explorer::pages::Edition;

use crate::browsers;
use crate::process;
use crate::tools::{Tool, Toolbox};

/// The element that our own page is about.
const START: &str = "<security-union-explorer";
const END: &str = "</security-union-explorer>";

/// Makes the pages of a document: the front page out of `index`, and all others, by path. `site` is where the release
/// will stand, with its `/` at the end, if that is known.
///
/// # Errors
/// When the document cannot be read or `index` has no place for the content.
pub fn made(index: &str, document: &str, site: Option<&str>) -> Result<Vec<(String, String)>, String> {
    let read = document::read(document).map_err(|why| format!("no document to make pages of: {why:?}"))?;
    let facts = Catalogue::new(read.document);
    let words = Words::english();
    let edition = Edition::new(&facts, &words, site);
    let mut files = edition.files();
    files.push(("index.html".to_owned(), front(index, &edition)?));
    Ok(files)
}

fn front(index: &str, edition: &Edition<'_>) -> Result<String, String> {
    let html = |nodes: Vec<Node>| nodes.iter().map(Node::html).collect::<String>();
    // What is for Trunk, and what it leaves of it, is for nobody else.
    let index: String = index.lines().filter(|line| !line.contains("data-trunk")).collect::<Vec<_>>().join("\n");
    let (head, body) = index.split_once("</head>").ok_or("index.html has no head")?;
    let start = body.find(START).and_then(|start| Some(start + body[start..].find('>')? + 1));
    let (start, end) = start.zip(body.find(END)).ok_or("index.html has no explorer")?;
    let (before, after) = (&body[..start], &body[end..]);
    Ok(format!("{head}{}\n</head>{before}{}{after}", html(edition.front_head()), html(edition.front_content())))
}

/// Has the Nu checker read every page, and those that are written by hand.
///
/// # Errors
/// When Java is missing, or what the checker complains about.
pub fn check(root: &Path) -> Result<(), String> {
    browsers::provide_java()?;
    let toolbox = Toolbox::new(root)?;
    toolbox.provide(&[Tool::Nu])?;
    let read = |name: &str| fs::read_to_string(root.join(name)).map_err(|why| format!("cannot read {name}: {why}"));
    let (index, document) = (read("index.html")?, read("public/data/security-union.json")?);
    let mut files = made(&index, &document, Some("https://example.eu/"))?;
    for name in ["builder.html", "embed.html"] {
        files.push((name.to_owned(), read(&format!("public/{name}"))?));
    }
    let folder = root.join("target/pages");
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in &files {
        let file = folder.join(path);
        let written = fs::create_dir_all(file.parent().unwrap_or(&folder)).and_then(|()| fs::write(&file, text));
        written.map_err(|why| format!("cannot write {}: {why}", file.display()))?;
    }
    let mut command = Command::new("java");
    command.arg("-jar").arg(toolbox.path(Tool::Nu)?).args(["--skip-non-html", "--Werror"]);
    // A matter of taste: what is written by hand has them.
    command.args(["--filterpattern", "Trailing slash on void elements.*"]).arg(&folder);
    process::run(&mut command).map_err(|_| "some pages are no valid HTML; the checker says where".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_page_keeps_its_head_and_its_element() {
        let index = "<html><head><title>T</title></head><body><main><security-union-explorer address=\"page\"><p>Old</p>\
                     </security-union-explorer></main></body></html>";
        let root = crate::root().unwrap();
        let document = fs::read_to_string(root.join("public/data/security-union.json")).unwrap();
        let files = made(index, &document, None).unwrap();
        let (_, front) = files.iter().find(|(path, _)| path == "index.html").unwrap();
        assert!(front.starts_with("<html><head><title>T</title><meta "), "{}", &front[..80]);
        assert!(front.contains(
            "<main><security-union-explorer address=\"page\"><template shadowrootmode=\"open\"><slot></slot></template>\
                                <div class=\"prerendered\">"
        ));
        assert!(front.ends_with("</security-union-explorer></main></body></html>"));
        assert!(!front.contains("Old"));
        assert!(made("<html>", &document, None).is_err());
        assert!(made(index, "{}", None).is_err());
    }
}
