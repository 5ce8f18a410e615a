//! The page that makes the code for other pages, and that what it makes works where it is pasted: on another origin.

use serde_json::{Value, json};
use xtask::serve::{Answer, Server};

use crate::page::{Page, host_page};
use crate::scenario::{Outcome, fresh_server};

crate::scenarios! { the_element_works_elsewhere, what_is_shown_is_taken_along, a_newer_release_is_said, what_did_not_come_is_said, what_means_nothing_is_said, a_later_choice_is_in_the_content, a_frozen_one_stays_as_it_was, the_frame_works_elsewhere, the_page_has_no_barriers }

/// Chooses on the page: a name and a value of the form; a box is ticked, or its tick taken away.
const CHOOSE: &str = "
    const [choices] = given;
    const form = document.getElementById('choices');
    await until('areas', () => form.querySelector('[name=area]'));
    for (const [name, value] of choices) {
      const one = [...form.querySelectorAll(`[name='${name}']`)].find((one) => one.type !== 'radio' && one.type !== 'checkbox' || one.value === value);
      if (one.type === 'radio' || one.type === 'checkbox') one.click();
      else { one.value = value; one.dispatchEvent(new Event('input', { bubbles: true })); }
    }
    const code = document.getElementById('code');
    let last = '';
    for (let still = 0; still < 5; still += 1) {
      await sleep(150);
      if (code.value !== last || code.value === '') still = 0;
      last = code.value;
    }
    return code.value";

async fn made(page: &Page, choices: &[(&str, &str)]) -> Outcome<String> {
    page.go("builder.html").await?;
    chosen(page, choices).await
}

async fn chosen(page: &Page, choices: &[(&str, &str)]) -> Outcome<String> {
    let code = page.run(CHOOSE, vec![json!(choices)]).await?;
    let complaints = page.complaints().await;
    assert!(complaints.is_empty(), "the builder complains: {complaints:?}");
    Ok(code.as_str().unwrap_or_default().to_owned())
}

/// Puts code on a page of another origin, served by a second server, and opens that.
async fn paste(page: &Page, code: &str) -> Outcome<Server> {
    let other = fresh_server(&xtask::root()?.join("tests"))?;
    other.answer("/article.html", host_page(code));
    page.go_to(&format!("{}article.html", other.address())).await?;
    Ok(other)
}

/// A page that a browser kept from another release: the code it would make names files that are no longer there.
async fn a_newer_release_is_said(page: &Page) -> Outcome {
    let file = xtask::root()?.join("dist/files.json");
    let newer = std::fs::read_to_string(&file)?.replace("\"explorer-", "\"explorer-0");
    page.server().answer("/files.json", Answer::Content("application/json", newer.into_bytes()));
    makes_no_code(page, "There is a newer release").await
}

async fn what_did_not_come_is_said(page: &Page) -> Outcome {
    page.server().answer("/files.json", Answer::Status(500));
    page.pardon("Script error");
    page.pardon("JSON");
    makes_no_code(page, "The data could not be loaded").await
}

/// The page says why there is no code, and what to do.
async fn makes_no_code(page: &Page, why: &str) -> Outcome {
    page.go("builder.html").await?;
    let says = "return document.getElementById('says').textContent";
    page.wait(why, async || {
        let said = page.script(says, Vec::new()).await?;
        Ok(said.as_str().is_some_and(|said| said.starts_with(why) && said.contains("Reload this page")))
    })
    .await?;
    let made = "return [document.getElementById('copy').disabled, document.getElementById('code').value]";
    assert_eq!(page.script(made, Vec::new()).await?, json!([true, ""]));
    Ok(())
}

/// From the explorer's own page a link leads here with what is shown; elsewhere there is none.
async fn what_is_shown_is_taken_along(page: &Page) -> Outcome {
    page.open("?view=list&area=2.3&kind=directive&as-of=2024-05-15").await?;
    page.tick("Regulation").await?;
    let link = page.link("Embed").await?;
    let expected = "builder.html?area=2.3&kind=regulation.directive&as-of=2024-05-15&view=list";
    let address = async || {
        Ok(link.prop("href").await?.unwrap_or_default().trim_start_matches(&page.server().address()).to_owned())
    };
    page.wait_equal(address, expected.to_owned()).await?;
    let code = made(page, &[]).await?;
    assert!(!code.contains("area="), "{code}");
    page.go(expected).await?;
    let code = chosen(page, &[]).await?;
    for part in ["area=\"2 3\"", "view=\"list\"", "query=\"kind=regulation.directive&amp;as-of=2024-05-15\""] {
        assert!(code.contains(part), "no {part} in {code}");
    }
    // An initiative that is open is what there is without script.
    page.go("builder.html?initiative=nis2-directive").await?;
    let code = chosen(page, &[]).await?;
    assert!(code.matches("<li>").count() == 1 && code.contains("CELEX:32022L2555"), "{code}");
    let address = format!("{}explorer.js", page.server().address());
    let element = "<security-union-explorer address=host></security-union-explorer>";
    page.go_host(&format!("<script type=module src='{address}'></script>{element}"), "").await?;
    page.wait_ready(1).await?;
    page.button("Save as CSV").await?;
    assert!(page.by_role("link", Some("Embed")).await?.is_empty(), "a link to the explorer's own site");
    Ok(())
}

/// What the element would not understand on the other page is said here already.
async fn what_means_nothing_is_said(page: &Page) -> Outcome {
    let says = async || page.script("return document.getElementById('says').textContent", Vec::new()).await;
    for choices in [&[("query", "kind=nonsense&area=77")][..], &[("facts", "frozen"), ("as-of", "1990-03-01")]] {
        made(page, choices).await?;
        let said = says().await?.to_string();
        assert!(said.contains("not understood and left out") && said.contains("KB of code"), "{choices:?}: {said}");
    }
    let code = made(page, &[("query", "q=zzzz")]).await?;
    assert!(!code.contains("<ul>") && says().await?.to_string().starts_with("\"1 KB of code"), "{code}");
    Ok(())
}

async fn the_element_works_elsewhere(page: &Page) -> Outcome {
    let choices = [
        ("area", "3"),
        ("locked", "area"),
        ("view", "list"),
        ("query", "kind=directive"),
        ("controls", "name"),
        ("theme", "dark"),
    ];
    let code = made(page, &choices).await?;
    for part in [
        "integrity=\"sha256-",
        "crossorigin=\"anonymous\"",
        "area=\"3\"",
        "locked=\"area\"",
        "view=\"list\"",
        "theme=\"dark\"",
        "address=\"host\"",
        "controls=\"headline dates areas search filters views\"",
    ] {
        assert!(code.contains(part), "{part} is not in {code}");
    }
    let _other = paste(page, &code).await?;
    page.wait_ready(1).await?;
    let ready = page.told("ready").await?;
    assert_eq!(ready[0][2]["query"], "area=3&kind=directive&view=list");
    // The content without script is what the preset selects.
    let own: Vec<String> = page
        .ask("return [...document.querySelectorAll('security-union-explorer li')].map((one) => one.textContent)")
        .await?;
    let rows = page.rows().await?;
    assert!(!rows.is_empty() && own.len() == rows.len(), "{own:?} for {rows:?}");
    for (own, row) in own.iter().zip(&rows) {
        assert!(own.starts_with(&format!("{row}: ")), "{own:?} for {row:?}");
    }
    assert!(page.by_role("button", Some("/^Remove the filter 3/")).await?.is_empty(), "the lock is lost");
    page.click("button", "Remove the filter Directive").await?;
    page.wait("more", async || Ok(page.rows().await?.len() > rows.len())).await?;
    let query = page.script("return location.search", Vec::new()).await?;
    assert_eq!(query, "?sux-area=3&sux-view=list");
    Ok(())
}

async fn a_later_choice_is_in_the_content(page: &Page) -> Outcome {
    let all = made(page, &[]).await?;
    assert!(all.contains(": all 250 initiatives") && all.matches("<li>").count() == 250, "{all}");
    let code = chosen(page, &[("area", "3"), ("query", "as-of=2024-05-15")]).await?;
    let n = code.matches("<li>").count();
    let lead = format!("Fighting organised crime: {n} of 250 initiatives, as of 2024-05-15.");
    assert!(code.contains(&lead), "{n} lines in {code}");
    // What is copied is what is chosen: until that is written there is nothing to copy.
    let tick = "
        document.querySelector(\"[name='locked'][value='area']\").click();
        return document.getElementById('copy').disabled";
    assert_eq!(page.run(tick, Vec::new()).await?, true);
    assert!(chosen(page, &[]).await?.contains("locked=\"area\""));
    assert_eq!(page.script("return document.getElementById('copy').disabled", Vec::new()).await?, false);
    // Areas and a view that a whole address says count.
    let code = chosen(page, &[("query", "https://example.eu/?area=2&view=next&kind=directive")]).await?;
    assert!(code.contains("area=\"2\" view=\"next\" query=\"kind=directive\""), "{code}");
    Ok(())
}

async fn a_frozen_one_stays_as_it_was(page: &Page) -> Outcome {
    let code = made(page, &[("facts", "frozen"), ("as-of", "2024-05-15"), ("view", "list")]).await?;
    assert!(
        code.contains("as-of=\"2024-05-15\"") && !code.contains(&format!("{}data", page.server().address())),
        "{code}"
    );
    assert!(code.contains("locked=\"dates\""), "visitors could leave the date: {code}");
    let frame = chosen(page, &[("form", "frame")]).await?;
    assert!(!frame.contains("as-of"), "a frame cannot be frozen: {frame}");
    assert_eq!(chosen(page, &[("form", "element")]).await?, code, "the choice outlives a look at the frame");
    let script = code.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
    assert!(
        xtask::dist::is_named_by_content(script.rsplit('/').next().unwrap_or_default()),
        "{script} is not for ever"
    );
    let _other = paste(page, &code).await?;
    page.wait_ready(1).await?;
    assert_eq!(page.told("ready").await?[0][2]["query"], "as-of=2024-05-15&view=list");
    // A script that is not the one that was hashed does not run, and the content stays.
    let path = script.strip_prefix(page.server().address().trim_end_matches('/')).unwrap_or_default().to_owned();
    let other = fresh_server(&xtask::root()?.join("dist"))?;
    let mut bytes = std::fs::read(xtask::root()?.join("dist").join(path.trim_start_matches('/')))?;
    bytes.push(b'\n');
    other.answer(&path, Answer::Content("text/javascript; charset=utf-8", bytes));
    let code = code.replace(&page.server().address(), &other.address());
    let _third = paste(page, &code).await?;
    page.wait("the content", async || Ok(page.fallback().await?.contains("EU Security Union Strategy"))).await?;
    assert_eq!(
        page.script("return customElements.get('security-union-explorer') === undefined", Vec::new()).await?,
        true
    );
    Ok(())
}

async fn the_frame_works_elsewhere(page: &Page) -> Outcome {
    let code = made(page, &[("form", "frame"), ("area", "3"), ("view", "table")]).await?;
    assert!(code.contains("sandbox=\"allow-scripts ") && code.contains("title=\"Security Union Explorer\""), "{code}");
    let _other = paste(page, &code).await?;
    page.wait("its height", async || Ok(page.frame_height().await? > 900)).await?;
    page.enter_frame().await?;
    assert_eq!(
        page.script("return document.querySelector('security-union-explorer').query", Vec::new()).await?,
        "area=3&view=table"
    );
    page.leave_frame().await
}

async fn the_page_has_no_barriers(page: &Page) -> Outcome {
    made(page, &[]).await?;
    crate::axe::check(page).await?;
    // A preview as narrow as a telephone is laid out as on one.
    let width = page
        .run(
            "document.querySelector(\"[name=width][value='360']\").click();
             const root = document.querySelector('#preview > *').shadowRoot;
             await until('a narrow preview', () => root.querySelector('.filters-button').getClientRects().length > 0);
             return root.querySelector('.explorer').getBoundingClientRect().width",
            Vec::new(),
        )
        .await?;
    assert!(width.as_f64().is_some_and(|width| width <= 360.0), "{width}");
    let says: Value = page.run("document.getElementById('copy').click(); await sleep(200); return document.getElementById('says').textContent", Vec::new()).await?;
    assert!(says.as_str().is_some_and(|text| text.contains("copied") || text.contains("selected")), "{says}");
    Ok(())
}
