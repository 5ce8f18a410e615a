//! The files of a release, in memory and in folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a release is made of: paths and contents.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// A file as a text.
pub(super) fn text<'a>(files: &'a Files, name: &str) -> Result<&'a str, String> {
    let bytes = files.get(name).ok_or_else(|| format!("the build has no {name}"))?;
    std::str::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8"))
}

/// Replaces texts in a file, if it is there.
pub(super) fn replace_in(files: &mut Files, name: &str, replacements: &[(String, String)]) {
    if let Some(bytes) = files.get_mut(name) {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for (old, new) in replacements {
            text = text.replace(old, new);
        }
        *bytes = text.into_bytes();
    }
}

/// All files of a folder, by their paths in it.
pub(super) fn read_folder(folder: &Path) -> Result<Files, String> {
    let mut files = Files::new();
    for file in files_under(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        files.insert(name, fs::read(&file).map_err(|why| format!("cannot read {}: {why}", file.display()))?);
    }
    Ok(files)
}

/// Writes the folder beside and swaps it in, so that a server never sees half of it.
pub(super) fn replace_folder(folder: &Path, files: &Files) -> Result<(), String> {
    let (new, old) = (folder.with_extension("new"), folder.with_extension("old"));
    for rest in [&new, &old] {
        let _ = fs::remove_dir_all(rest);
    }
    let said = |file: &Path, why: std::io::Error| format!("cannot write {}: {why}", file.display());
    for (name, bytes) in files {
        let file = new.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(|why| said(parent, why))?;
        }
        fs::write(&file, bytes).map_err(|why| said(&file, why))?;
    }
    if folder.exists() {
        fs::rename(folder, &old).map_err(|why| said(folder, why))?;
    }
    fs::rename(&new, folder).map_err(|why| said(folder, why))?;
    let _ = fs::remove_dir_all(&old);
    Ok(())
}

/// Every file under a folder, in order; the file itself when it is one.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_under(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let said = |why| format!("cannot read {}: {why}", path.display());
    let mut entries = fs::read_dir(path)
        .map_err(said)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(said)?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_under(&entry)?);
    }
    Ok(files)
}

/// Files by name and text, for tests.
#[cfg(test)]
pub(super) fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}
