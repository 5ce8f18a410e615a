//! Pages that make it hard: hostile styles and scripts, a strict policy, another origin, a file that was tampered with.
//! The explorer looks and works the same, and the page is left alone.

use fantoccini::key::Key;
use serde_json::{Value, json};
use xtask::serve::Answer;
use xtask::tools::{Tool, Toolbox};

use crate::page::{Page, SCRIPT};
use crate::scenario::{Outcome, fresh_server, listed_files};

crate::scenarios! {
    styles_of_the_page_change_nothing,
    a_start_among_hostile_styles_is_the_same,
    hostile_scripts_change_nothing,
    a_base_address_changes_nothing,
    the_page_is_left_as_it_was,
    another_origin_and_a_strict_policy,
    a_policy_by_nonce_is_enough,
    a_header_that_stays_in_sight_hides_nothing,
    nothing_else_is_asked_or_kept,
    a_tampered_file_is_refused,
}

/// `look()`: what every element in the explorer looks like, and where it is. `settled()`: the same, once it holds still.
/// `differences(one, other)`: the first three, but for a pixel of rounding in places and sizes.
const LOOK: &str = "
    const names = ['display', 'position', 'color', 'backgroundColor', 'fontFamily', 'fontSize', 'fontWeight', 'fontStyle',
      'lineHeight', 'letterSpacing', 'wordSpacing', 'textTransform', 'textAlign', 'textIndent', 'direction', 'visibility',
      'whiteSpace', 'cursor', 'listStyleType', 'borderTopWidth', 'opacity', 'textShadow', 'fontVariantCaps', 'hyphens'];
    const explorer = document.querySelector('security-union-explorer').shadowRoot.querySelector('.explorer');
    const look = () => {
      const { left, top } = explorer.getBoundingClientRect();
      const all = [...explorer.querySelectorAll('*')];
      // What is out of sight is laid out only when it comes into sight, at a guessed height until then.
      for (const one of all) one.style.contentVisibility = 'visible';
      return all.map((one) => {
        const style = getComputedStyle(one);
        // What is not drawn is nowhere.
        if (one.getClientRects().length === 0) return [[], `${one.localName} ${style.display}`];
        const box = one.getBoundingClientRect();
        return [[box.left - left, box.top - top, box.width, box.height].map(Math.round),
          [one.localName, one.getAttribute('class') ?? '', ...names.map((name) => style[name])].join('|')];
      });
    };
    const settled = async () => {
      for (let last; ;) {
        const now = look();
        if (last && JSON.stringify(now) === JSON.stringify(last)) return now;
        last = now;
        await sleep(25);
      }
    };
    const differences = (one, other) => {
      if (one.length !== other.length) return [`${one.length} elements, not ${other.length}`];
      const isSame = ([box, style], [otherBox, otherStyle]) => style === otherStyle && box.length === otherBox.length
        && box.every((number, at) => Math.abs(number - otherBox[at]) <= 1);
      const differ = one.map((_, at) => at).filter((at) => !isSame(one[at], other[at]));
      return differ.slice(0, 3).map((at) => `${differ.length} differ: ${one[at]} and ${other[at]}`);
    };";

const HOSTILE: &str = "
    * { all: unset !important }
    html, body, body * { font: italic bold 40px/3 cursive !important; direction: rtl !important; letter-spacing: 1em !important;
      text-transform: uppercase !important; color: red !important; text-align: right !important; text-indent: 5em !important;
      white-space: pre !important; cursor: wait !important; word-spacing: 2em !important; list-style: square !important;
      text-shadow: 1px 1px red !important; font-variant: small-caps !important; hyphens: auto !important }
    style, script, head, title { display: none !important }
    .explorer, .selection, button, a, h1, h2, input, svg, .chip { display: none !important; background: lime !important }";

fn frame(element: &str) -> String {
    format!(
        "<div class=place style='all: initial !important; display: block !important; width: 1000px !important'>{element}</div>"
    )
}

/// A page with an explorer on it that is whole, all of it drawn: what of a long picture is drawn, and how high the rest is
/// taken to be, depends on what has been in sight.
async fn go_drawn(page: &Page, styles: &str, query: &str) -> Outcome {
    let element = frame(&format!("<security-union-explorer query='{query}'></security-union-explorer>"));
    page.go_host(&format!("{styles}{SCRIPT}{element}"), "").await?;
    page.wait_ready(1).await?;
    page.has_all_texts().await?;
    page.draw_all().await
}

/// With the worst styles, those that many pages have, and those of the Commission's own sites on the page the explorer looks
/// as it does without: what they reset, what they give elements by their names, and the rest.
async fn styles_of_the_page_change_nothing(page: &Page) -> Outcome {
    let toolbox = Toolbox::new(&xtask::root()?)?;
    let of_commission = toolbox.path(Tool::Ecl)?;
    let mut sheets = vec![("bootstrap", toolbox.path(Tool::Bootstrap)?)];
    for name in ["optional/ecl-reset.css", "ecl-ec.css", "optional/ecl-ec-default.css", "optional/ecl-ec-utilities.css"]
    {
        sheets.push(("ecl", of_commission.with_file_name(name)));
    }
    let mut addresses = Vec::new();
    for (nth, (of, file)) in sheets.into_iter().enumerate() {
        let address = format!("/e2e/{nth}.css");
        page.server().answer(&address, Answer::Content("text/css", std::fs::read(file)?));
        addresses.push((of, address));
    }
    page.server().answer("/e2e/hostile.css", Answer::Content("text/css", HOSTILE.into()));
    addresses.push(("hostile", "/e2e/hostile.css".to_owned()));
    let of = |name| addresses.iter().filter(|(of, _)| *of == name).map(|(_, address)| address).collect::<Vec<_>>();
    let compare = format!(
        "{LOOK}
         const found = [];
         const plain = await settled();
         for (const addresses of given[0]) {{
           const links = addresses.map((href) => Object.assign(document.createElement('link'), {{ rel: 'stylesheet', href }}));
           const loaded = links.map((link) => new Promise((done, fail) => Object.assign(link, {{ onload: done, onerror: fail }})));
           document.head.append(...links);
           await Promise.all(loaded);
           // Some hold under this class only.
           document.documentElement.classList.add('ecl', 'no-js');
           found.push(...differences(plain, await settled()).map((one) => `${{addresses}}: ${{one}}`));
           document.documentElement.classList.remove('ecl', 'no-js');
           for (const link of links) link.remove();
         }}
         return [plain.length, found]"
    );
    for query in
        ["kind=directive", "view=list&kind=directive", "initiative=nis2-directive", "view=table&kind=directive&read=1"]
    {
        go_drawn(page, "", query).await?;
        let sheets = json!([of("hostile"), of("bootstrap"), of("ecl")]);
        let (n, found): (usize, Vec<String>) = serde_json::from_value(page.run(&compare, vec![sheets]).await?)?;
        assert!(n > 100, "{n} elements at {query:?}");
        assert!(found.is_empty(), "at {query:?}: {found:#?}");
    }
    Ok(())
}

async fn a_start_among_hostile_styles_is_the_same(page: &Page) -> Outcome {
    go_drawn(page, "", "view=list&kind=directive").await?;
    let plain = page.run(&format!("{LOOK} return await settled()"), Vec::new()).await?;
    go_drawn(page, &format!("<style>{HOSTILE}</style>"), "view=list&kind=directive").await?;
    let found = page.run(&format!("{LOOK} return differences(given[0], await settled())"), vec![plain]).await?;
    assert_eq!(found, json!([]));
    Ok(())
}

async fn hostile_scripts_change_nothing(page: &Page) -> Outcome {
    // Events are stopped on their way up at every element of the page, and the page has its own idea of arrays.
    let hostile = "<script>
        for (const name of ['click', 'input', 'change', 'keydown', 'keyup', 'focusin', 'focusout', 'pointerdown', 'mousedown',
          'mouseup', 'pointerup', 'wheel', 'popstate', 'submit', 'failed', 'scroll', 'load', 'error']) {
          for (const place of [document, document.documentElement]) place.addEventListener(name, (event) => event.stopPropagation());
          addEventListener('DOMContentLoaded', () => document.body.addEventListener(name, (event) => event.stopPropagation()));
        }
        Array.prototype.everywhere = 'leak';
        Object.prototype.everywhere = 'leak';
        for (const name of ['map', 'filter', 'find', 'some', 'includes', 'forEach', 'reduce', 'flat', 'at', 'toJSON']) {
          Array.prototype[name] = () => { throw new Error(`the page's own ${name}`); };
        }
        String.prototype.trim = () => 'trimmed';
        NodeList.prototype.forEach = () => { throw new Error('the page has its own'); };
        window.root = window.root_ = 'theirs'; window.name = 'theirs'; window.event_ = 1;
        </script>";
    page.open_host("<security-union-explorer address=host></security-union-explorer>", "").await?;
    let plain = outline(page).await?;
    // WebKit's driver runs its own scripts in the page, and would be the first to stumble: there methods are added only.
    let is_webkit = page.engine() == crate::driver::Engine::WebKit;
    let place = if is_webkit { "Array.prototype[`own_${name}`] = " } else { "Array.prototype[name] = " };
    let hostile = hostile.replace("Array.prototype[name] = ", place);
    page.go_host(&format!("{hostile}{SCRIPT}<security-union-explorer address=host></security-union-explorer>"), "")
        .await?;
    let ready = "return root?.querySelector('.results')?.getAttribute('aria-busy')";
    page.wait_equal(async || page.script(ready, Vec::new()).await, json!("false")).await?;
    page.wait_equal(async || outline(page).await, plain.clone()).await?;
    // It works: a click, typing, the keyboard, back.
    let count = "return parseInt(root.querySelector('#results-heading').textContent.match(/[0-9]+/)[0], 10)";
    let all = page.script(count, Vec::new()).await?;
    let press = "for (const one of root.querySelectorAll('.choice')) if (one.textContent.startsWith('Directive')) one.querySelector('input').click()";
    page.script(press, Vec::new()).await?;
    page.wait("a filter", async || Ok(page.script(count, Vec::new()).await? != all)).await?;
    page.wait_address("host.html?sux-kind=directive").await?;
    page.focus("input[type=search]").await?;
    page.press("passenger".chars()).await?;
    page.wait("a search", async || Ok(page.address().await?.contains("sux-q=passenger"))).await?;
    page.press([Key::Escape]).await?;
    page.wait_address("host.html?sux-kind=directive").await?;
    if is_webkit {
        // It leaves out of its history what a script's own click added, and would leave the page.
        return Ok(());
    }
    // All the way: the filter, and the search that came and went.
    for _ in 0..3 {
        page.client().back().await?;
        page.script("return new Promise((done) => setTimeout(done, 400))", Vec::new()).await?;
        if page.script(count, Vec::new()).await? == all {
            return Ok(());
        }
    }
    Err("back does not lead to where it began".into())
}

/// All that is to be read, in sight or not.
async fn outline(page: &Page) -> Outcome<Value> {
    page.draw_all().await?;
    let read = "const text = root?.querySelector('.explorer')?.textContent ?? null; dispatchEvent(new Event('afterprint')); return text";
    page.script(read, Vec::new()).await
}

async fn a_base_address_changes_nothing(page: &Page) -> Outcome {
    let base = "<base href='https://elsewhere.example/deep/'>";
    let src = format!("{}explorer.js", page.server().address());
    let element = "<security-union-explorer address=host view=list></security-union-explorer>";
    page.go_host(&format!("{base}<script type=module src='{src}'></script>{element}"), "?a=1").await?;
    page.wait_ready(1).await?;
    let all = page.count().await?;
    let row = page.rows().await?[0].clone();
    let link = page.link(&row).await?.prop("href").await?.unwrap_or_default();
    assert!(link.starts_with(&format!("{}host.html?a=1&sux-initiative=", page.server().address())), "{link}");
    page.tick("Directive").await?;
    page.count_other_than(all).await?;
    page.wait_address("host.html?a=1&sux-kind=directive&sux-view=list").await?;
    page.client().back().await?;
    page.wait_count(all).await
}

async fn the_page_is_left_as_it_was(page: &Page) -> Outcome {
    // A module runs when the page is whole: what is noted at its end is from before the explorer.
    let note = "<script>
         window.mutations = [];
         window.globals = [];
         new MutationObserver((list) => mutations.push(...list.map((one) => `${one.type} ${one.target.nodeName}`)))
           .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
         globals.push(...Object.getOwnPropertyNames(window), customElements.get('security-union-explorer')?.name);</script>";
    let body = format!(
        "<style>h2 {{ color: green }} a {{ color: purple }}</style><h2>Theirs</h2><a href=#x id=before>Before</a>
         <security-union-explorer id=it><p>Own</p></security-union-explorer><a href=#y id=after>After</a>{SCRIPT}{note}"
    );
    page.go_host(&body, "?x=1#y").await?;
    page.wait_ready(1).await?;
    page.run(
        "const it = document.getElementById('it');
         const root = it.shadowRoot;
         const entries = history.length;
         it.query = 'view=list&kind=directive';
         await until('the list', () => root.querySelector('.card .link'));
         root.querySelector('.card .link').click();
         await until('a page', () => root.querySelector('.initiative h1'));
         await sleep(100);
         same(mutations, [], 'changes of the page');
         same(history.length, entries, 'history');
         same([location.search, location.hash, document.title, history.state], ['?x=1', '#y', 'Host', null], 'address');
         same(globals.pop(), undefined, 'the element before it was looked');
         same(Object.getOwnPropertyNames(window).filter((name) => !globals.includes(name) && name !== 'ret_nodes'), [], 'globals');
         same(getComputedStyle(document.querySelector('h2')).color, 'rgb(0, 128, 0)', 'the page has its look');
         same(document.adoptedStyleSheets.length, 0, 'style sheets');
         // In the order of Tab the explorer stands where it stands.
         it.shadowRoot.querySelector('.masthead button, .masthead a').focus();
         same(document.activeElement === it, true, 'the focus');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn another_origin_and_a_strict_policy(page: &Page) -> Outcome {
    let other = fresh_server(&xtask::root()?.join("dist"))?;
    let origin = other.address().trim_end_matches('/').to_owned();
    // The page's policy allows our origin, and nothing that the explorer does not need.
    let policy = format!(
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self' {origin} 'wasm-unsafe-eval';
         style-src 'self'; connect-src {origin}; img-src data:; require-trusted-types-for 'script'\">"
    );
    let html = format!(
        "<!doctype html><html lang=en><head><title>Host</title><link rel=icon href='data:,'>{policy}
         <script type=module src='{origin}/explorer.js'></script></head>
         <body><security-union-explorer address=host><p>Own</p></security-union-explorer></body></html>"
    );
    page.server().answer("/host.html", Answer::Foreign(html.into_bytes()));
    page.go("host.html").await?;
    page.ready().await?;
    let all = page.count().await?;
    page.tick("Directive").await?;
    page.count_other_than(all).await?;
    for view in ["List", "Table", "What changed", "What is next"] {
        page.click("link", view).await?;
    }
    page.wait_address("host.html?sux-kind=directive&sux-view=next").await?;
    // Complaints, refused policies among them, fail the scenario.
    let ours: Vec<String> =
        page.server().asked().into_iter().filter(|path| !path.starts_with("/e2e/") && path != "/favicon.ico").collect();
    assert_eq!(ours, ["/host.html"], "asked of the page's own server");
    Ok(())
}

async fn a_policy_by_nonce_is_enough(page: &Page) -> Outcome {
    let host = "<!doctype html>
        <meta http-equiv=content-security-policy content=\"script-src 'nonce-abc' 'wasm-unsafe-eval'; object-src 'none'\">
        <script nonce=abc src=/e2e/watch.js></script>
        <script nonce=abc type=module src=/explorer.js></script>
        <security-union-explorer area=2 view=list></security-union-explorer>";
    page.server().answer("/nonce.html", Answer::Foreign(host.as_bytes().to_vec()));
    page.go("nonce.html").await?;
    let is_there =
        "return document.querySelector('security-union-explorer').shadowRoot?.querySelector('.card') != null";
    page.wait("the explorer", async || page.ask(is_there).await).await
}

async fn a_header_that_stays_in_sight_hides_nothing(page: &Page) -> Outcome {
    let header = "<style>body { margin: 0 } security-union-explorer { --explorer-top: 80px }</style>
        <header style='position: sticky; top: 0; height: 80px; z-index: 9; background: gold'>Header</header>";
    page.go_host(&format!("{header}{SCRIPT}<security-union-explorer></security-union-explorer>"), "").await?;
    page.wait_ready(1).await?;
    page.run(
        "const root = document.querySelector('security-union-explorer').shadowRoot;
         await until('rows', () => root.querySelectorAll('.row').length > 5);
         root.querySelectorAll('.row')[5].scrollIntoView({ behavior: 'instant', block: 'start' });
         const [axis, row] = [root.querySelector('.axis'), root.querySelectorAll('.row')[5]].map((one) => one.getBoundingClientRect());
         same(Math.round(axis.top), 80, 'the axis below the header');
         same(row.top >= axis.bottom - 1, true, `the row at ${row.top} below the axis at ${axis.bottom}`);",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn nothing_else_is_asked_or_kept(page: &Page) -> Outcome {
    let spy = "<script>
        window.kept = [];
        for (const [where, name] of [[Storage.prototype, 'setItem'], [Storage.prototype, 'getItem'], [IDBFactory.prototype, 'open'],
          [window.CacheStorage?.prototype ?? {}, 'open'], [navigator.constructor.prototype, 'sendBeacon']]) {
          where[name] = (...all) => { kept.push(`${name} ${all}`); throw new Error(name); };
        }
        const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
        Object.defineProperty(document, 'cookie', { get: () => { kept.push('cookie read'); return ''; }, set: (text) => kept.push(`cookie ${text}`) });
        new PerformanceObserver(() => {}).observe({ type: 'resource', buffered: true });
        window.asked = () => performance.getEntriesByType('resource').map((entry) => entry.name);
        window.cookies = () => cookie.get.call(document);
        </script>";
    page.go_host(&format!("{spy}{SCRIPT}<security-union-explorer address=host></security-union-explorer>"), "").await?;
    page.wait_ready(1).await?;
    let all = page.count().await?;
    page.search("passenger").await?;
    page.count_other_than(all).await?;
    for view in ["List", "Table", "What changed", "What is next"] {
        page.click("link", view).await?;
    }
    page.click("link", "About the data").await?;
    page.heading("About the data and the method").await?;
    let found = page.script("return [kept, cookies(), localStorage.length, sessionStorage.length]", Vec::new()).await?;
    assert_eq!(found, json!([[], "", 0, 0]));
    let asked: Vec<String> = page.ask("return asked()").await?;
    for address in &asked {
        assert!(
            address.starts_with(&page.server().address()) || address.starts_with("data:"),
            "{address} is somebody else's"
        );
    }
    let kinds = [
        "/host.html",
        "/e2e/watch.js",
        "/e2e/empty.html",
        "/explorer.js",
        "/explorer-",
        "/security-union-explorer",
        "/data/security-union",
        "/favicon.ico",
        "/messages",
    ];
    for path in page.server().asked() {
        assert!(kinds.iter().any(|kind| path.starts_with(kind)), "{path} is asked for");
    }
    Ok(())
}

/// With one byte of a file changed the explorer does not run it, says so, and the children stay.
async fn a_tampered_file_is_refused(page: &Page) -> Outcome {
    let dist = xtask::root()?.join("dist");
    let script = std::fs::read_to_string(dist.join("explorer.js"))?;
    let paths = listed_files()?.into_iter();
    // What is loaded: what the script names, and the long texts.
    let loaded: Vec<String> = paths.filter(|path| script.contains(path) || path.contains(".details-")).collect();
    assert_eq!(loaded.len(), 5, "{loaded:?}");
    page.pardon("ntegrity");
    for path in loaded {
        let mut bytes = std::fs::read(dist.join(&path))?;
        let kind = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "js" => {
                bytes.extend(b"window.tampered = true;\n");
                "text/javascript; charset=utf-8"
            }
            "css" => {
                bytes.push(b' ');
                "text/css; charset=utf-8"
            }
            "wasm" => {
                // An empty section of nobody's: the module would run as before.
                bytes.extend([0, 2, 1, b'x']);
                "application/wasm"
            }
            _ => {
                bytes.push(b' ');
                "application/json"
            }
        };
        // A server for each: what is named by its content is kept by the browser.
        let other = fresh_server(&dist)?;
        let own = format!(
            "<script type=module src={}explorer.js></script>
             <security-union-explorer id=it><p>Own content</p></security-union-explorer>",
            other.address()
        );
        other.answer(&format!("/{path}"), Answer::Content(kind, bytes));
        page.go_host(&own, "").await?;
        if path.contains(".details-") {
            page.role("status", "/Summaries and sources could not be loaded/").await?;
        } else {
            if let Err(why) = page.wait("an error", async || Ok(!page.told("error").await?.is_empty())).await {
                let asked = other.asked();
                return Err(format!(
                    "{path}: {why}; told {:?}, asked {asked:?}",
                    page.script("return told", Vec::new()).await?
                )
                .into());
            }
            assert_eq!(page.fallback().await?, "Own content", "{path}");
            assert!(page.told("ready").await?.is_empty(), "{path} is used");
        }
        assert_eq!(page.script("return window.tampered ?? false", Vec::new()).await?, false, "{path} is run");
        // With the true file it goes on.
        other.reset();
        page.click("button", "Try again").await?;
        page.wait_ready(1).await.map_err(|why| format!("{path} restored: {why}"))?;
        page.wait("no remark", async || Ok(page.by_role("button", Some("Try again")).await?.is_empty())).await?;
    }
    Ok(())
}
