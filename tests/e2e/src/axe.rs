//! axe-core over the page as it stands: no violation is allowed.

use serde_json::Value;
use xtask::tools::{Tool, Toolbox};

use crate::page::Page;
use crate::scenario::Outcome;

/// Rules that are switched off, each with its reason.
const SWITCHED_OFF: &[(&str, &str)] = &[];

/// Fails with every violation: its rule, what to do, and where.
pub async fn check(page: &Page) -> Outcome {
    check_rules(page, Value::Null).await
}

/// The same for those rules alone that look at colours.
pub async fn check_colours(page: &Page) -> Outcome {
    check_rules(page, serde_json::json!(["color-contrast"])).await
}

/// `only` is a list of rules, or null for all of them.
async fn check_rules(page: &Page, only: Value) -> Outcome {
    let is_there = page.client().execute("return Boolean(window.axe)", Vec::new()).await?;
    if is_there != true {
        let source = std::fs::read_to_string(Toolbox::new(&xtask::root()?)?.path(Tool::Axe)?)?;
        page.client().execute(&format!("{source}; window.axe = axe;"), Vec::new()).await?;
    }
    let off: serde_json::Map<String, Value> =
        SWITCHED_OFF.iter().map(|(rule, _)| ((*rule).to_owned(), serde_json::json!({ "enabled": false }))).collect();
    let run = "\
        const [rules, only, done] = arguments;
        axe.run(document, { resultTypes: ['violations'], rules, ...(only && { runOnly: only }) }).then(
          (result) => done(result.violations.map((violation) =>
            `${violation.id}: ${violation.help}\\n` + violation.nodes.map((node) =>
              `    ${node.target.flat().join(' ')}\\n      ${node.failureSummary.split('\\n').join(' ')}`).join('\\n'))),
          (why) => done([`axe failed: ${why}`]))";
    let found = page.client().execute_async(run, vec![Value::Object(off), only]).await?;
    let found: Vec<String> = serde_json::from_value(found)?;
    if found.is_empty() { Ok(()) } else { Err(format!("axe finds {}:\n  {}", found.len(), found.join("\n  ")).into()) }
}
