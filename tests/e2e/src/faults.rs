//! What goes wrong: no data, bad data, no module. The page says so in a sentence, keeps its own content, and a retry works.

use serde_json::{Value, json};
use xtask::serve::Answer;

use crate::page::{Page, SCRIPT};
use crate::scenario::Outcome;

crate::scenarios! {
    without_data_it_says_why_and_recovers,
    data_broken_off_once,
    without_details_it_works_and_asks_again,
    details_that_do_not_belong_are_left_out,
    one_broken_record_among_good_ones,
    script_text_is_text,
    no_result_names_what_to_drop,
    module_missing,
    glue_missing,
    style_missing,
    everything_goes_on_without_a_network,
    what_did_not_come_is_asked_for_when_the_network_is_back,
    a_wrong_clock_changes_nothing,
    a_tab_in_the_background_comes_back_as_it_was,
}

/// The document that the page asks for first, and what it asks for then.
const DATA: &str = "/data/security-union-*";
pub const DETAILS: &str = "/data/security-union.details-*";
/// What is said without the long texts.
const NO_DETAILS: &str = "/Summaries and sources could not be loaded/";

async fn data_broken_off_once(page: &Page) -> Outcome {
    // The browser says the same of it as of data with another hash.
    page.server().answer(DATA, Answer::Once(Box::new(Answer::Cut(5_000))));
    page.open("?kind=directive").await?;
    assert!(page.count().await? > 0, "nothing to see");
    assert_eq!(times_asked(page, DATA), 2);
    Ok(())
}

/// Fault after fault on one page: each is said in its own words beside the page's own content, and when the data is whole
/// again the press of a button brings what was asked for.
async fn without_data_it_says_why_and_recovers(page: &Page) -> Outcome {
    let json = |body: Vec<u8>| Answer::Content("application/json", body);
    let whole = document()?.to_string().into_bytes();
    let changed = |change: fn(&mut Value)| -> Outcome<Answer> {
        let mut document = document()?;
        change(&mut document);
        Ok(answer(&document))
    };
    let mut large = whole.clone();
    large.resize(50_000_000, b' ');
    // Firefox takes the beginning for the whole, unless it has a hash to go by.
    let is_told = page.engine() != crate::driver::Engine::Firefox;
    let broken_off = if is_told { "no answer from the network" } else { "damaged or cut short" };
    // No two that are said in the same words follow each other.
    let faults = [
        (Answer::Status(404), "404"),
        (Answer::Status(500), "The server answered with an error (500)."),
        (json(b"<!doctype html><title>Sign in</title>".to_vec()), "not valid JSON"),
        (changed(|document| document["format"] = json!(7))?, "in format 7"),
        (Answer::Nothing, "no answer from the network"),
        (json(whole.get(..whole.len() / 2).unwrap_or_default().to_vec()), "damaged or cut short"),
        (
            changed(|document| document["initiatives"][0]["events"][0]["date"] = json!("2021-12-16"))?,
            "not the data that was published",
        ),
        (Answer::Content("image/png", vec![0x89, b'P', b'N', b'G', 0, 0xff, 0xfe]), "not valid JSON"),
        (json(large), "far larger (50 MB)"),
        (Answer::Cut(5_000), broken_off),
    ];
    for (nth, (fault, words)) in faults.into_iter().enumerate() {
        page.server().answer(DATA, fault);
        if nth == 0 {
            page.go("?kind=directive").await?;
        } else {
            page.click("button", "Try again").await?;
        }
        let said =
            async || Outcome::Ok(page.role("alert", "/The explorer could not load its data/").await?.text().await?);
        page.wait(words, async || Ok(said().await?.contains(words)))
            .await
            .map_err(|why| format!("fault {nth}: {why}"))?;
        assert!(!said().await?.contains("so far"), "what is new was tried before");
        let own = page.fallback().await?;
        assert!(
            own.contains("Security Union Explorer") && own.contains("Seventh Progress Report"),
            "the fallback: {own:?}"
        );
        // As long as a fault lasts, trying again changes nothing but the number of tries.
        if nth == 0 {
            page.click("button", "Try again").await?;
            page.role("alert", "/The explorer could not load its data.*404.*2 tries so far/").await?;
        }
    }
    page.mend();
    page.click("button", "Try again").await?;
    page.ready().await?;
    assert!(page.count().await? > 0, "it recovers to nothing");
    assert_eq!(page.fallback().await?, "", "the fallback is still there");
    // And to what was asked for.
    assert!(page.choice("Directive").await?.is_selected().await?, "the address is forgotten");
    Ok(())
}

/// Without the long texts there is a remark, everything else works, and they come when they are asked for again.
async fn without_details_it_works_and_asks_again(page: &Page) -> Outcome {
    page.server().answer(DETAILS, Answer::Status(404));
    page.open("?view=list").await?;
    page.role("status", NO_DETAILS).await?;
    // Everything else works.
    page.search("passenger").await?;
    page.wait("a search", async || Ok((1..100).contains(&page.count().await?))).await?;
    page.click("link", "PNR review").await?;
    page.heading("PNR review").await?;
    assert!(!page.text().await?.contains("Loading the summary"), "it still promises a summary");
    for fault in [Answer::Nothing, Answer::Content("application/json", b"{}".to_vec())] {
        try_details_in_vain(page, DETAILS, fault).await?;
    }
    page.mend();
    page.click("button", "Try again").await?;
    page.wait("the remark to go", async || Ok(page.by_role("status", Some("/could not be loaded/")).await?.is_empty()))
        .await?;
    page.wait("sources", async || Ok(page.text().await?.contains("source read"))).await
}

/// Long texts beside a document of somebody's own, which has no hash that would refuse them before they are read.
async fn details_that_do_not_belong_are_left_out(page: &Page) -> Outcome {
    take_document(page, &document()?)?;
    let own = "/e2e/security-union.details-*";
    page.server().answer(own, Answer::Content("application/json", b"{".to_vec()));
    page.open("").await?;
    page.role("status", NO_DETAILS).await?;
    try_details_in_vain(page, own, answer(&json!({ "version": "another", "details": [] }))).await
}

/// Has the long texts asked for once more, with a fault, and waits until it is said again that they are not there.
async fn try_details_in_vain(page: &Page, details: &str, fault: Answer) -> Outcome {
    let before = times_asked(page, details);
    page.server().answer(details, fault);
    page.click("button", "Try again").await?;
    page.wait("another try", async || Ok(before < times_asked(page, details))).await?;
    page.has_all_texts().await?;
    page.role("status", NO_DETAILS).await?;
    Ok(())
}

/// How often the server was asked for what begins so; a star stands for the rest.
fn times_asked(page: &Page, path: &str) -> usize {
    let beginning = path.trim_end_matches('*');
    page.server().asked().iter().filter(|asked| asked.starts_with(beginning)).count()
}

async fn one_broken_record_among_good_ones(page: &Page) -> Outcome {
    let mut document = document()?;
    let all = document["initiatives"].as_array().map(Vec::len).unwrap_or_default();
    document["initiatives"][0] = json!({ "id": "half-a-record", "kind": 12 });
    document["initiatives"][1]["events"][0]["date"] = json!("2021-02-30");
    take_document(page, &document)?;
    page.open("").await?;
    page.wait_count(all - 1).await?;
    page.click("button", "/could not be read/").await?;
    let text = page.text().await?;
    assert!(text.contains("initiatives[0]") || text.contains("half-a-record"), "the broken record is not named");
    assert!(text.contains("initiatives[1].events[0]") || text.contains("2021-02-30"), "the broken event is not named");
    assert!(!page.rows().await?.contains(&"CER Directive".to_owned()), "the broken one shows");
    page.scroll_to_link("NIS2 Directive").await
}

async fn script_text_is_text(page: &Page) -> Outcome {
    let bad = "<img src=x onerror=\"window.caught = true\"><script>window.caught = true</script>";
    let mut document = document()?;
    for field in ["title", "short"] {
        document["initiatives"][0][field] = json!(format!("{bad} {field}"));
    }
    document["initiatives"][0]["events"][0]["label"] = json!(format!("{bad} label"));
    document["initiatives"][0]["refs"]["com"] = json!(format!("{bad} com"));
    document["areas"][0]["short"] = json!(format!("{bad} area"));
    document["areas"][0]["summary"] = json!(format!("{bad} area summary"));
    document["areas"][0]["highlights"] = json!([{ "text": bad, "source": "javascript:window.caught=true" }]);
    document["actors"][0]["name"] = json!(format!("{bad} name"));
    document["actors"][0]["short"] = json!(format!("{bad} actor"));
    document["stops"][7]["short"] = json!(format!("{bad} stop"));
    document["glossary"][0] = json!({ "term": format!("{bad} term"), "definition": bad });
    take_document(page, &document)?;
    page.open("").await?;
    for (query, place) in [
        ("", ".grid"),
        ("view=list", ".results .card"),
        ("view=table", ".results tbody"),
        ("read=1", ".areas"),
        ("initiative=cer-directive", ".opened h1"),
        ("page=about", ".opened"),
        ("q=onerror", ".chips"),
    ] {
        page.set_query(query).await?;
        page.wait("the text", async || {
            let text = "return [...root.querySelectorAll(arguments[0])].map((one) => one.textContent).join()";
            let text: String = page.ask_with(text, vec![json!(place)]).await?;
            Ok(text.contains(if query == "q=onerror" { "onerror" } else { "<img src=x onerror=" }))
        })
        .await
        .map_err(|why| format!("at {query:?}: {why}"))?;
        let found = "return [window.caught ?? false, root.querySelectorAll('img, script').length,
            [...root.querySelectorAll('a[href]')].filter((one) => !/^(https?:|\\/|\\?)/.test(one.getAttribute('href'))).length]";
        assert_eq!(page.script(found, Vec::new()).await?, json!([false, 0, 0]), "at {query:?}");
    }
    // Nor from the address.
    page.open("?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.caught%3Dtrue%3E&view=%3Cimg%20src%3Dx%3E&initiative=%3Cb%3E")
        .await?;
    assert_eq!(
        page.script("return [window.caught ?? false, root.querySelectorAll('img').length]", Vec::new()).await?,
        json!([false, 0])
    );
    Ok(())
}

async fn no_result_names_what_to_drop(page: &Page) -> Outcome {
    page.open("?q=zzzzzz&kind=directive").await?;
    page.wait("the sentence", async || Ok(page.text().await?.contains("No initiative matches all of this."))).await?;
    let promised = page.role("button", "/^Remove .*: [0-9]+ initiatives?$/").await?;
    let name = promised.text().await?;
    assert!(name.starts_with("Remove “zzzzzz”: "), "{name}");
    page.click_on(&promised).await?;
    page.wait_count(crate::page::first_number(&name).ok_or("no number")?).await?;
    assert!(page.choice("Directive").await?.is_selected().await?, "the other filter is gone too");
    // With the button gone the focus must be somewhere.
    page.wait_focus().await?;
    page.open("?q=zzzzzz").await?;
    page.click("button", "/^Remove “zzzzzz”/").await?;
    page.wait_all().await
}

async fn module_missing(page: &Page) -> Outcome {
    no_module(page, "/security-union-explorer_bg-*").await
}

async fn glue_missing(page: &Page) -> Outcome {
    no_module(page, "/security-union-explorer-*").await
}

async fn style_missing(page: &Page) -> Outcome {
    no_module(page, "/explorer-*.css").await
}

/// Without a part of the program the page keeps its content with one line and a retry that works.
async fn no_module(page: &Page, path: &str) -> Outcome {
    page.server().answer(path, Answer::Status(404));
    page.go("?kind=directive").await?;
    page.role("alert", "/cannot run/").await?;
    let own = page.fallback().await?;
    assert!(own.contains("Seventh Progress Report"), "the fallback: {own:?}");
    page.mend();
    page.click("button", "Try again").await?;
    page.ready().await?;
    page.wait("directives", async || Ok(page.count().await? == page.choice_count("Directive").await?)).await
}

/// Once it is there it needs nobody: a page, a search, a filter, another view, a file.
async fn everything_goes_on_without_a_network(page: &Page) -> Outcome {
    page.open("").await?;
    page.wait("sources", async || {
        Ok(page.script("return root.querySelector('.results').getAttribute('aria-busy')", Vec::new()).await? == "false")
    })
    .await?;
    page.mend();
    page.server().answer("*", Answer::Nothing);
    page.search("passenger").await?;
    page.wait("a search", async || Ok((1..100).contains(&page.count().await?))).await?;
    page.click("link", "List").await?;
    page.click("link", "PNR review").await?;
    page.heading("PNR review").await?;
    page.wait("sources", async || Ok(page.text().await?.contains("source read"))).await?;
    page.client().back().await?;
    page.tick("Directive").await?;
    for view in ["Table", "What changed", "What is next", "Progress", "Timeline"] {
        page.click("link", view).await?;
        page.wait_view(view).await?;
        page.wait("something in it", async || {
            let words = "return root.querySelector('.results').textContent.length";
            Ok(page.count().await? > 0 && page.script(words, Vec::new()).await?.as_u64() > Some(100))
        })
        .await?;
    }
    assert_eq!(page.server().asked(), Vec::<String>::new());
    Ok(())
}

/// The program, the data, the long texts: nobody has to press a button when the network is back.
async fn what_did_not_come_is_asked_for_when_the_network_is_back(page: &Page) -> Outcome {
    let is_back = "window.dispatchEvent(new Event('online'))";
    page.server().answer("/security-union-explorer_bg-*", Answer::Nothing);
    page.go("?kind=directive").await?;
    page.role("alert", "/cannot run/").await?;
    page.click("button", "Try again").await?;
    page.role("alert", "/cannot run/").await?;
    // However often it failed, it is one try each time.
    let count = "window.failures = 0; root.host.addEventListener('error', () => (window.failures += 1))";
    page.script(count, Vec::new()).await?;
    let failures = async || page.script("return window.failures", Vec::new()).await;
    page.script(is_back, Vec::new()).await?;
    page.wait("another try", async || Ok(failures().await? == 1)).await?;
    page.role("alert", "/cannot run/").await?;
    page.mend();
    page.server().answer(DATA, Answer::Nothing);
    page.script(is_back, Vec::new()).await?;
    page.role("alert", "/The explorer could not load its data/").await?;
    assert_eq!(failures().await?, 2);
    page.mend();
    page.server().answer(DETAILS, Answer::Nothing);
    page.script(is_back, Vec::new()).await?;
    page.ready().await?;
    page.role("status", NO_DETAILS).await?;
    page.mend();
    page.script(is_back, Vec::new()).await?;
    page.has_all_texts().await?;
    assert!(page.by_role("status", Some(NO_DETAILS)).await?.is_empty(), "they are there, and said not to be");
    assert!(page.choice("Directive").await?.is_selected().await?, "the address is forgotten");
    Ok(())
}

/// The day up to which the facts are checked is what is shown, whatever year the visitor's clock says.
async fn a_wrong_clock_changes_nothing(page: &Page) -> Outcome {
    page.open("").await?;
    let right = page.one("h1").await?.text().await?;
    for year in [1970, 2045] {
        let clock = format!(
            "<script>{{ const Real = Date, off = Real.now() - Real.UTC({year}, 0, 2);
              globalThis.Date = class extends Real {{
                constructor(...parts) {{ parts.length ? super(...parts) : super(Real.now() - off); }}
                static now() {{ return Real.now() - off; }}
              }};
              document.documentElement.dataset.year = new Date().getFullYear(); }}</script>"
        );
        page.go_host(&format!("{clock}{SCRIPT}<security-union-explorer></security-union-explorer>"), "").await?;
        page.wait_ready(1).await?;
        let of_page = page.script("return Number(document.documentElement.dataset.year)", Vec::new()).await?;
        assert_eq!(of_page, json!(year));
        assert_eq!(words_of(&page.one("h1").await?.text().await?), words_of(&right), "in {year}");
    }
    Ok(())
}

/// A text without what differs between a link and a button.
fn words_of(text: &str) -> String {
    text.replace('\u{2060}', "")
}

/// While it is out of sight the date that plays goes on slowly or waits, and nothing is lost.
async fn a_tab_in_the_background_comes_back_as_it_was(page: &Page) -> Outcome {
    page.open("?kind=directive&as-of=2023-06-30").await?;
    let before = page.count().await?;
    page.search("data").await?;
    let n = page.count_other_than(before).await?;
    page.click("button", "Play").await?;
    let client = page.client();
    let own = client.window().await?;
    let other = client.new_window(true).await?;
    client.switch_to_window(other.handle).await?;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    client.close_window().await?;
    client.switch_to_window(own).await?;
    // There timers go slowly; the rest of the play would take its time.
    page.click("button", "/^(Stop|Play)$/").await?;
    page.wait("the address", async || Ok(!page.address().await?.contains("2023-06-30"))).await?;
    let address = page.address().await?;
    assert!(address.contains("kind=directive") && address.contains("q=data"), "{address}");
    if page.by_role("button", Some("Stop")).await?.len() == 1 {
        page.click("button", "Stop").await?;
    }
    page.click("button", "Back to the latest").await?;
    page.wait_equal(async || page.count().await, n).await
}

/// Lets the page have this document as one of its own choice, which has no hash to have.
fn take_document(page: &Page, document: &Value) -> Outcome {
    let own = std::fs::read_to_string(xtask::root()?.join("dist/index.html"))?;
    let other = own.replacen("<security-union-explorer ", "<security-union-explorer src=\"/e2e/other.json\" ", 1);
    assert_ne!(own, other, "the page has no explorer");
    page.server().answer("/", Answer::Content("text/html; charset=utf-8", other.into_bytes()));
    page.server().answer("/e2e/other.json", answer(document));
    Ok(())
}

/// The document as it is served, to be spoilt.
fn document() -> Outcome<Value> {
    let folder = xtask::root()?.join("dist/data");
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with("security-union-") && name.ends_with(".json") {
            return Ok(serde_json::from_slice(&std::fs::read(path)?)?);
        }
    }
    Err("no document in dist/data".into())
}

fn answer(document: &Value) -> Answer {
    Answer::Content("application/json", document.to_string().into_bytes())
}
