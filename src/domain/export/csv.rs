//! A table for spreadsheets and statistics, as RFC 4180 has it.
//!
//! It begins with the mark of UTF-8, without which Excel takes it for something older.

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What has to be between quotation marks.
const QUOTED: [char; 4] = [',', '"', '\r', '\n'];

/// The table: a line each, the first of them the names of the columns. A text that a spreadsheet would run as a formula begins
/// with an apostrophe, which makes it a text again.
///
/// ```
/// # use security_union_explorer::domain::export::csv::csv;
/// let lines = [vec!["id".to_owned(), "name".to_owned()], vec!["a".to_owned(), "Cash, gold".to_owned()]];
/// assert_eq!(csv(&lines), "\u{feff}id,name\r\na,\"Cash, gold\"\r\n");
/// ```
pub fn csv(lines: &[Vec<String>]) -> String {
    let mut file = "\u{feff}".to_owned();
    for line in lines {
        for (position, field) in line.iter().enumerate() {
            if position > 0 {
                file.push(',');
            }
            push_field(&mut file, field);
        }
        file.push_str("\r\n");
    }
    file
}

fn push_field(file: &mut String, field: &str) {
    let guard = if field.starts_with(FORMULA) { "'" } else { "" };
    if field.contains(QUOTED) {
        file.extend(["\"", guard, &field.replace('"', "\"\""), "\""]);
    } else {
        file.extend([guard, field]);
    }
}
