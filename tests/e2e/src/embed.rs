//! The element on somebody else's page: its life, what an editor sets, what it tells the page, and the page's address.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::{Value, json};
use xtask::serve::Answer;

use crate::faults::DETAILS;
use crate::page::{Page, SCRIPT};
use crate::scenario::Outcome;

crate::scenarios! {
    moved_and_put_back,
    inside_another_shadow_root,
    upgraded_late,
    containers_of_its_content_give_it_room,
    transforms_change_no_layout,
    other_attributes_while_away_count,
    opened_before_it_is_there,
    gone_before_it_is_there,
    twelve_share_the_module_and_the_data,
    removal_frees_everything,
    attributes_are_followed,
    the_page_is_told_and_may_steer,
    a_locked_filter_stays,
    locked_dates_stay,
    controls_choose_what_shows,
    theme_and_tokens,
    the_host_address_carries_the_state,
    a_copy_in_its_place_has_the_address,
    one_explorer_has_the_address,
    routers_that_answer_at_once_do_no_harm,
    what_is_said_back_is_no_step,
    another_page_of_a_router_keeps_its_address,
    the_focus_of_the_page_stays,
    a_search_in_long_texts_is_told,
    keys_of_the_page_take_nothing_typed,
    nothing_said_means_the_attributes,
    nonsense_in_attributes_is_said,
    a_src_that_fails_keeps_the_children,
    other_strategies_work,
}

async fn moved_and_put_back(page: &Page) -> Outcome {
    page.go_host(&format!("{SCRIPT}<div id=one></div><div id=two></div>"), "").await?;
    page.run(
        "const made = document.createElement('security-union-explorer');
         made.id = 'made';
         made.innerHTML = '<p>Own content</p>';
         document.getElementById('one').append(made);
         await until('ready', () => told.some(([, name]) => name === 'ready'));
         made.query = 'kind=directive&q=passenger';
         await until('the search', () => made.shadowRoot.querySelector('input[type=search]').value === 'passenger');
         const inside = made.shadowRoot.firstChild;
         // Moved within a task, also with a promise in between: the same explorer goes on.
         document.getElementById('two').append(made);
         made.remove();
         await null;
         document.getElementById('one').append(made);
         await sleep(50);
         same(made.shadowRoot.firstChild === inside, true, 'the same explorer');
         same(told.filter(([, name]) => name === 'ready').length, 1, 'ready');
         same(made.query, 'q=passenger&kind=directive', 'the state');
         // Taken away it ends, and shows its children wherever it is put; back again it shows what it showed.
         made.remove();
         await sleep(50);
         same(made.shadowRoot.querySelector('.explorer'), null, 'an explorer that nobody sees');
         same(made.query, 'q=passenger&kind=directive', 'the state while it is away');
         document.getElementById('two').append(made);
         await until('ready again', () => told.filter(([, name]) => name === 'ready').length === 2);
         await until('the search again', () => made.shadowRoot.querySelector('input[type=search]').value === 'passenger');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn inside_another_shadow_root(page: &Page) -> Outcome {
    page.go_host(&format!("{SCRIPT}<div id=outer></div>"), "").await?;
    page.run(
        "const outer = document.getElementById('outer').attachShadow({ mode: 'open' });
         outer.innerHTML = '<security-union-explorer view=list><p>Own</p></security-union-explorer>';
         // Seen from here the event comes from the outer element.
         await until('ready', () => told.some(([id, name]) => id === 'outer' && name === 'ready'));
         const root = outer.firstChild.shadowRoot;
         const link = root.querySelector('.card .link');
         link.focus();
         link.click();
         await until('the page', () => root.querySelector('.initiative h1'));
         await until('the focus', () => root.activeElement === root.querySelector('.initiative h1'));
         await until('open', () => told.some(([id, name, detail]) => id === 'outer' && name === 'open' && detail.id));",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn upgraded_late(page: &Page) -> Outcome {
    page.go_host("<security-union-explorer id=late area=2><p>Own content</p></security-union-explorer>", "").await?;
    assert_eq!(page.fallback().await?, "Own content");
    page.run(
        "const late = document.getElementById('late');
         late.query = 'kind=directive';
         const script = document.createElement('script');
         Object.assign(script, { type: 'module', src: '/explorer.js' });
         document.head.append(script);
         await customElements.whenDefined('security-union-explorer');
         same(late.query, 'kind=directive', 'what was asked for before');
         await until('the state', () => late.shadowRoot.querySelector('.chips')?.textContent.includes('Directive'));
         same(late.query, 'kind=directive', 'the state');
         same(late.state, { kind: 'directive' }, 'the state as an object');
         same(Object.keys(late), [], 'own properties');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn opened_before_it_is_there(page: &Page) -> Outcome {
    page.go_host(&format!("{SCRIPT}<main></main>"), "").await?;
    page.run(
        "await customElements.whenDefined('security-union-explorer');
         const one = document.createElement('security-union-explorer');
         one.setAttribute('area', '2');
         one.setAttribute('view', 'list');
         document.querySelector('main').append(one);
         one.open('nis2-directive');
         await until('the initiative', () => one.shadowRoot.querySelector('.opened h1'));
         same(one.state, { initiative: 'nis2-directive', area: '2', view: 'list' }, 'what the editor chose is behind it');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn gone_before_it_is_there(page: &Page) -> Outcome {
    page.go_host("<security-union-explorer id=first></security-union-explorer>", "").await?;
    page.run(
        "const before = document.head.childElementCount;
         const script = document.createElement('script');
         Object.assign(script, { type: 'module', src: '/explorer.js' });
         document.head.append(script);
         await customElements.whenDefined('security-union-explorer');
         document.getElementById('first').remove();
         const second = document.createElement('security-union-explorer');
         document.body.append(second);
         await until('the other', () => second.shadowRoot.querySelector('.results'));
         same(document.head.childElementCount, before + 1, 'what is left in the head');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn twelve_share_the_module_and_the_data(page: &Page) -> Outcome {
    let elements: String = (0..12)
        .map(|n| format!("<security-union-explorer id=e{n} controls='search' view=list></security-union-explorer>"))
        .collect();
    page.go_host(&format!("{SCRIPT}{elements}"), "").await?;
    page.wait_ready(12).await?;
    let asked = page.server().asked();
    let times = |part: &str| asked.iter().filter(|path| path.contains(part)).count();
    for part in ["_bg-", "/explorer-", "/data/security-union-", "/data/security-union.details-"] {
        assert_eq!(times(part), 1, "{part} in {asked:?}");
    }
    page.run(
        "const [first, second] = document.querySelectorAll('security-union-explorer');
         const heading = (one) => one.shadowRoot.querySelector('#results-heading').textContent;
         const all = heading(second);
         first.query = 'q=passenger';
         await until('a search in one', () => heading(first) !== all);
         same(heading(second), all, 'the other');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

/// Mounts and removes a thousand (few where the engine does not say what is left). The module's memory never shrinks,
/// so what counts is that it stops growing.
async fn removal_frees_everything(page: &Page) -> Outcome {
    const PARTS: usize = 40;
    let is_chromium = page.engine() == crate::driver::Engine::Chromium;
    page.server().answer("/small.json", Answer::Content("application/json", strategy(3).to_string().into_bytes()));
    // One stays, so that the document is not fetched each time.
    let stays = "<security-union-explorer src=/small.json></security-union-explorer><div id=place></div>";
    page.open_host(stays, "").await?;
    let script = "
        const [times] = given;
        const place = document.getElementById('place');
        const [stays] = document.querySelectorAll('security-union-explorer');
        window.seen ??= [];
        const { files } = await (await fetch('/files.json')).json();
        const glue = files.find(({ path }) => /^security-union-explorer-[0-9a-f]+\\.js$/.test(path)).path;
        for (let n = 0; n < times; n += 1) {
          told.length = 0;
          place.innerHTML = `<security-union-explorer src=/small.json address=host view=${['table', 'list', 'next'][n % 3]}></security-union-explorer>`;
          await until('ready', () => told.some(([, name]) => name === 'ready'));
          if (n % 10 === 0) place.firstChild.open('a2-1');
          seen.push(new WeakRef(place.firstChild.shadowRoot.querySelector('.explorer')));
          place.replaceChildren();
          await sleep(0);
        }
        same(stays.shadowRoot.querySelector('.explorer') !== null, true, 'the one that stays');
        return (await (await import(`/${glue}`)).default()).memory.buffer.byteLength";
    // In parts: a script may not run as long as all of them take. What the module keeps for a callback is freed when the
    // engine collects it, which a busy one does late: collected after each part, as many wait for it in one as in another.
    let mut memory = Vec::new();
    for _ in 0..PARTS {
        let times = if is_chromium { 1000 / PARTS } else { 1 };
        memory.push(page.run(script, vec![json!(times)]).await?.as_u64().unwrap_or_default());
        if is_chromium {
            page.collect_garbage().await?;
        }
    }
    let [half, all] = [memory[PARTS / 2 - 1], memory[PARTS - 1]];
    assert!(half > 0 && all <= half + 64 * 1024, "memory goes on growing: {memory:?}");
    if is_chromium {
        let alive = page.living_of("seen").await?;
        assert!(alive <= 2, "{alive} explorers are still there");
    }
    Ok(())
}

async fn attributes_are_followed(page: &Page) -> Outcome {
    page.open_host("<security-union-explorer id=it area=2 view=list></security-union-explorer>", "").await?;
    page.run(
        "const it = document.getElementById('it');
         const root = it.shadowRoot;
         const inside = root.querySelector('.explorer');
         const becomes = (query) => until(`${query} after ${it.query}`, () => it.query === query);
         await becomes('area=2&view=list');
         // What a visitor chose stays, when something else is changed.
         root.querySelector('.choice input:not(:checked):not(:disabled)').click();
         await until('a choice', () => it.query !== 'area=2&view=list');
         const chosen = new URLSearchParams(it.query);
         it.setAttribute('view', 'table');
         await until('the table', () => root.querySelector('.results table'));
         chosen.set('view', 'table');
         same(it.query, `${chosen}`, 'the choice');
         it.setAttribute('area', '3');
         chosen.set('area', '3');
         await becomes(`${chosen}`);
         it.setAttribute('as-of', '2024-05-15');
         await until('the date', () => it.state['as-of'] === '2024-05-15');
         it.setAttribute('as-of', 'today');
         await until('today', () => !('as-of' in it.state));
         it.setAttribute('query', 'kind=regulation&view=list');
         await until('the kind', () => it.state.kind?.includes('regulation'));
         it.removeAttribute('query');
         it.reset();
         await becomes('area=3&view=table');
         same(root.querySelector('.explorer') === inside, true, 'the same explorer');
         // Another document is another explorer.
         const before = told.length;
         it.setAttribute('src', '/data/security-union.json');
         await until('ready', () => told.slice(before).some(([, name]) => name === 'ready'));
         same(root.querySelector('.explorer') === inside, false, 'the same explorer');
         await becomes('area=3&view=table');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn the_page_is_told_and_may_steer(page: &Page) -> Outcome {
    page.open_host("<main><security-union-explorer id=it></security-union-explorer></main>", "").await?;
    let all = page.count().await?;
    assert_eq!(page.told("ready").await?, [json!(["it", "ready", { "query": "", "total": all, "matching": all }])]);
    assert_eq!(page.told("change").await?, [Value::Null; 0], "nothing changed yet");
    page.tick("Directive").await?;
    let directives = page.count_other_than(all).await?;
    let change = json!(["it", "change", { "query": "kind=directive", "total": all, "matching": directives }]);
    page.wait_equal(async || page.told("change").await, vec![change]).await?;
    page.script("document.getElementById('it').open('nis2-directive')", Vec::new()).await?;
    page.heading("NIS2 Directive").await?;
    page.wait_equal(async || page.told("open").await, vec![json!(["it", "open", { "id": "nis2-directive" }])]).await?;
    page.script("document.getElementById('it').state = { area: '2.3', view: 'table' }", Vec::new()).await?;
    page.wait("the state", async || Ok(page.choice("3 Organised crime").await?.is_selected().await?)).await?;
    page.wait("the choice of before to go", async || Ok(!page.choice("Directive").await?.is_selected().await?)).await?;
    page.script("document.getElementById('it').reset()", Vec::new()).await?;
    page.wait_count(all).await?;
    page.script("document.getElementById('it').open('no-such-thing')", Vec::new()).await?;
    page.heading("No such initiative").await?;
    wait_error(page, "no-such-thing").await?;
    assert_eq!(page.address().await?, "host.html", "it writes an address that is not its own");
    Ok(())
}

/// Waits until the page is told an error with this in it.
async fn wait_error(page: &Page, part: &str) -> Outcome {
    let is_told = async || Ok(page.told("error").await?.iter().any(|one| one.to_string().contains(part)));
    page.wait("an error", is_told).await
}

async fn a_locked_filter_stays(page: &Page) -> Outcome {
    let element =
        "<security-union-explorer id=it query='kind=directive' area=2 locked=area view=list></security-union-explorer>";
    page.open_host(element, "").await?;
    let both = page.count().await?;
    page.click("button", "Remove the filter Directive").await?;
    let area = page.count_other_than(both).await?;
    assert!(area > both, "the filter that is free is not taken away");
    // In sight, said, and not to be undone.
    let chips = page.one(".chips").await?.text().await?;
    assert!(chips.contains("2 "), "{chips}");
    assert!(page.by_role("button", Some("/^Remove the filter/")).await?.is_empty(), "a cross on a locked filter");
    assert!(page.by_role("button", Some("Clear all")).await?.is_empty(), "nothing is there to clear");
    let held: String = page.ask("return root.querySelector('.chip.held').textContent").await?;
    assert!(held.ends_with(", locked by this page"), "{held}");
    let boxes = "return [...root.querySelectorAll('fieldset')].find((one) => one.textContent.startsWith('Area'))
        .querySelectorAll('input:not(:disabled)').length";
    assert_eq!(page.script(boxes, Vec::new()).await?, 0, "an area can be chosen");
    // The headline is about the locked area, and its links stay in it. There is a card for that area only.
    assert_eq!(page.all(".area-card").await?.len(), 1);
    let total = page.one(".headline .link").await?.text().await?;
    assert_eq!(crate::page::first_number(&total), Some(area), "{total}");
    let headline = page.one(".headline .link").await?;
    page.click_on(&headline).await?;
    page.wait_count(area).await?;
    // A search without a result offers to drop the search, not the lock.
    page.search("zzzzzz").await?;
    page.click("button", "/^Remove “zzzzzz”/").await?;
    page.wait_count(area).await?;
    // Unlocked again, it can be undone.
    page.script("document.getElementById('it').removeAttribute('locked')", Vec::new()).await?;
    page.click("button", "/^Remove the filter 2/").await?;
    page.wait_all().await
}

async fn locked_dates_stay(page: &Page) -> Outcome {
    let element =
        "<security-union-explorer as-of=2023-06-30 baseline=2022-01-01 locked=dates></security-union-explorer>";
    page.open_host(element, "").await?;
    let headline = page.one("h1").await?.text().await?;
    let controls = "
        const all = [...root.querySelectorAll('.date-bar :is(input, select, button)')];
        return [all.length > 4, all.filter((one) => !one.matches(':disabled')).map((one) => one.outerHTML)]";
    assert_eq!(page.script(controls, Vec::new()).await?, json!([true, []]), "what sets a date");
    page.set_query("as-of=2025-01-01").await?;
    page.set_query("view=list&as-of=2025-01-01").await?;
    page.wait("the list", async || page.ask("return root.querySelector('.card') !== null").await).await?;
    assert_eq!(page.one("h1").await?.text().await?, headline);
    Ok(())
}

async fn controls_choose_what_shows(page: &Page) -> Outcome {
    page.open_host("<security-union-explorer id=it controls=none></security-union-explorer>", "").await?;
    let parts = json!({ "name": ".masthead", "headline": ".headline", "dates": ".date-bar", "areas": ".areas",
        "search": ".search", "filters": ".filter-groups", "views": ".view-line" });
    page.run(
        "const [parts] = given;
         const it = document.getElementById('it');
         const shown = (selector) => it.shadowRoot.querySelector(selector).getClientRects().length > 0;
         const expect = (names, what) => {
           for (const [name, selector] of Object.entries(parts)) same(shown(selector), names.includes(name), `${name} with ${what}`);
           same(shown('#results-heading') && shown('.footer'), true, `results and source with ${what}`);
         };
         expect([], 'none');
         for (const name of Object.keys(parts)) {
           it.setAttribute('controls', name);
           expect([name], name);
         }
         it.setAttribute('controls', 'headline  views');
         expect(['headline', 'views'], 'two');
         it.removeAttribute('controls');
         expect(Object.keys(parts), 'all');",
        vec![parts],
    )
    .await?;
    Ok(())
}

async fn theme_and_tokens(page: &Page) -> Outcome {
    page.open_host("<style>#it { --explorer-ink: rgb(1, 2, 3); --explorer-font: monospace; --explorer-space: 4px; --explorer-radius: 9px }</style><security-union-explorer id=it></security-union-explorer>", "").await?;
    page.run(
        "const it = document.getElementById('it');
         const style = (selector) => getComputedStyle(it.shadowRoot.querySelector(selector));
         same([style('.explorer').color, style('.explorer').fontFamily], ['rgb(1, 2, 3)', 'monospace'], 'tokens');
         same([style('.selection').columnGap, style('.search input').borderTopLeftRadius], ['16px', '9px'], 'space, radius');
         it.removeAttribute('id');
         const light = style('.explorer').color;
         document.documentElement.style.colorScheme = 'dark';
         const dark = style('.explorer').color;
         same(dark === light, false, 'dark as the page is');
         it.setAttribute('theme', 'light');
         same(style('.explorer').color, light, 'light on a dark page');
         document.documentElement.style.colorScheme = 'light';
         it.setAttribute('theme', 'dark');
         same(style('.explorer').color, dark, 'dark on a light page');
         // Legible, whatever the page is painted with.
         same(style('.explorer').backgroundColor, 'rgb(17, 22, 29)', 'its own paper');
         it.setAttribute('theme', 'auto');
         same(style('.explorer').color, light, 'as the page is');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn the_host_address_carries_the_state(page: &Page) -> Outcome {
    let element = "<security-union-explorer id=it address=host view=list></security-union-explorer>";
    let own = "host.html?page=3&q=host%20words&area=x";
    page.open_host(element, "?page=3&q=host%20words&area=x#part").await?;
    page.script("history.replaceState({ of: 'host' }, '')", Vec::new()).await?;
    let all = page.count().await?;
    assert_eq!(page.address().await?, format!("{own}#part"));
    page.tick("Directive").await?;
    let directives = page.count_other_than(all).await?;
    let address = format!("{own}&sux-kind=directive&sux-view=list#part");
    page.wait_address(&address).await?;
    assert_eq!(page.script("return history.state", Vec::new()).await?, json!({ "of": "host" }), "the host's own state");
    // A link is to this page, and carries the host's parameters too.
    let row = page.rows().await?[0].clone();
    let link = page.link(&row).await?.prop("href").await?.unwrap_or_default();
    assert!(link.starts_with(&format!("{}{own}&sux-initiative=", page.server().address())), "{link}");
    page.click("link", &row).await?;
    page.heading(&row).await?;
    page.client().back().await?;
    page.wait_count(directives).await?;
    page.client().back().await?;
    page.wait_count(all).await?;
    page.wait_address(&format!("{own}#part")).await?;
    page.client().forward().await?;
    page.wait_count(directives).await?;
    assert_eq!(page.title().await?, "Host", "the title is the host's");
    // A copied address opens the same; the other view than the editor's is a state too.
    page.click("link", "Timeline").await?;
    let copied = format!("{own}&sux-kind=directive#part");
    page.wait_address(&copied).await?;
    page.open_host(element, copied.strip_prefix("host.html").unwrap_or_default()).await?;
    assert_eq!(page.count().await?, directives);
    assert_eq!(page.script("return root.querySelector('.card')", Vec::new()).await?, Value::Null, "the editor's view");
    page.click("button", "Remove the filter Directive").await?;
    page.wait_address(&format!("{own}&sux-v=1#part")).await
}

/// A page that draws itself anew puts another element in the place of one: that has the address from then on.
async fn a_copy_in_its_place_has_the_address(page: &Page) -> Outcome {
    page.open_host("<div id=place><security-union-explorer id=it address=host></security-union-explorer></div>", "")
        .await?;
    page.tick("Directive").await?;
    page.wait("the address", async || Ok(page.address().await?.contains("sux-kind=directive"))).await?;
    for (times, anew) in [(2, "place.innerHTML = place.innerHTML"), (3, "it.replaceWith(it.cloneNode(true))")] {
        // In a task of the page's own: WebKit's driver has promises go on in the midst of its scripts.
        let names = "const [place, it] = [document.getElementById('place'), document.getElementById('it')]";
        page.script(&format!("{names}; setTimeout(() => {{ {anew} }})"), Vec::new()).await?;
        page.wait_ready(times).await?;
        assert!(page.choice("Directive").await?.is_selected().await?, "{anew}: the address is not read");
        page.tick("Decision").await?;
        page.wait("the address", async || Ok(page.address().await?.contains("decision"))).await?;
        page.tick("Decision").await?;
        page.wait("the address", async || Ok(!page.address().await?.contains("decision"))).await?;
    }
    assert_eq!(page.script("return warned.join()", Vec::new()).await?, "");
    Ok(())
}

/// Routers and counters wrap the history: they tell of each entry at once, as of going back, or set the element's state.
async fn routers_that_answer_at_once_do_no_harm(page: &Page) -> Outcome {
    let router = "<script>
        for (const name of ['pushState', 'replaceState']) {
          const own = history[name];
          history[name] = function (...given) {
            own.apply(this, given);
            dispatchEvent(new PopStateEvent('popstate'));
            if (window.it?.query) it.query = it.query;
          };
        }</script>";
    let element = "<security-union-explorer id=it address=host></security-union-explorer>";
    page.go_host(&format!("{router}{SCRIPT}{element}"), "").await?;
    page.wait_ready(1).await?;
    let all = page.count().await?;
    page.tick("Directive").await?;
    let directives = page.count_other_than(all).await?;
    page.wait_address("host.html?sux-kind=directive").await?;
    page.click("link", "List").await?;
    page.wait("the view", async || Ok(page.address().await?.contains("sux-view=list"))).await?;
    page.client().back().await?;
    page.wait_address("host.html?sux-kind=directive").await?;
    page.wait_equal(async || page.script("return it.query", Vec::new()).await, json!("kind=directive")).await?;
    assert_eq!(page.count().await?, directives);
    page.client().back().await?;
    page.wait_count(all).await
}

/// Frameworks set what they were told: what somebody types is one entry of the history all the same.
async fn what_is_said_back_is_no_step(page: &Page) -> Outcome {
    // By a script of the page's own: what Firefox's driver puts into the history object the page does not see.
    let count = "<script>
        window.entries = 0;
        const push = history.pushState;
        history.pushState = function (...given) { entries += 1; push.apply(this, given); };
        </script>";
    let element = "<security-union-explorer id=it address=host></security-union-explorer>";
    page.open_host(&format!("{count}{element}"), "").await?;
    page.script("it.addEventListener('change', ({ detail }) => { it.query = detail.query })", Vec::new()).await?;
    page.focus("input[type=search]").await?;
    for (typed, letter) in "visas".char_indices() {
        page.press([letter]).await?;
        let query = format!("q={}", &"visas"[..=typed]);
        page.wait_equal(async || page.script("return it.query", Vec::new()).await, json!(query)).await?;
    }
    page.wait_address("host.html?sux-q=visas").await?;
    // One, and one more wherever a busy machine let the typing rest; but not one for each letter.
    let entries = page.script("return entries", Vec::new()).await?;
    assert!(entries.as_u64().is_some_and(|entries| (1..5).contains(&entries)), "{entries}");
    Ok(())
}

async fn another_page_of_a_router_keeps_its_address(page: &Page) -> Outcome {
    page.open_host("<security-union-explorer id=it address=host></security-union-explorer>", "").await?;
    page.run(
        "it.query = 'q=visas';
         await until('the state', () => it.query === 'q=visas');
         history.pushState({}, '', 'other.html?tab=1');
         await sleep(400);",
        Vec::new(),
    )
    .await?;
    page.wait_address("other.html?tab=1").await
}

/// A script that goes on to a field of its own is not called back.
async fn the_focus_of_the_page_stays(page: &Page) -> Outcome {
    page.open_host("<input id=own><security-union-explorer id=it></security-union-explorer>", "").await?;
    page.run(
        "const own = document.getElementById('own');
         const root = it.shadowRoot;
         const stays = async (what) => {
           own.focus();
           await sleep(300);
           same(document.activeElement, own, what);
         };
         it.open('nis2-directive');
         await until('the initiative', () => root.activeElement?.matches('.opened h1'));
         it.reset();
         await stays('after an initiative');
         root.querySelector('.filters input[type=checkbox], .chips button, input[type=search]').focus();
         it.query = 'q=no+such+thing+at+all';
         await stays('after another state');
         own.focus();
         it.open('nis2-directive');
         await until('the focus of who opens', () => root.activeElement?.matches('.opened h1'));
         // In an application that is all in one shadow root, too.
         const app = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
         app.innerHTML = '<input><security-union-explorer></security-union-explorer>';
         const [field, other] = app.children;
         await until('another explorer', () => other.query === '' && other.shadowRoot.querySelector('.results h2'));
         await until('it to be ready', () => told.filter(([, name]) => name === 'ready').length === 2);
         other.open('nis2-directive');
         await until('its initiative', () => other.shadowRoot.activeElement?.matches('.opened h1'));
         other.reset();
         field.focus();
         await sleep(300);
         same(app.activeElement, field, 'after an initiative in the application');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

/// A search finds more when the long texts are there, and says so.
async fn a_search_in_long_texts_is_told(page: &Page) -> Outcome {
    page.server().answer(DETAILS, Answer::Late(Duration::from_millis(1500)));
    page.open_host("<security-union-explorer id=it query='q=sabotage'></security-union-explorer>", "").await?;
    let counts = async |name: &str| -> Outcome<Vec<u64>> {
        Ok(page.told(name).await?.iter().filter_map(|one| one[2]["matching"].as_u64()).collect())
    };
    let at_first = counts("ready").await?;
    page.wait("more to be told", async || Ok(counts("change").await?.last() > at_first.last())).await?;
    assert_eq!(page.count().await? as u64, counts("change").await?.last().copied().unwrap_or_default());
    Ok(())
}

/// A page sees that a key is pressed in the element, and not that it is typed into a field there.
async fn keys_of_the_page_take_nothing_typed(page: &Page) -> Outcome {
    let keys = "<input id=site><script>
        window.heard = [];
        for (const type of ['keydown', 'keypress', 'keyup', 'input']) addEventListener(type, (event) => {
          if (/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
          if (type === 'keydown' || event.key?.length !== 1) heard.push(event.key ?? type);
          if (event.key === 's' && !event.ctrlKey) { event.preventDefault(); site.focus(); }
        })</script>";
    page.go_host(&format!("{keys}{SCRIPT}<security-union-explorer></security-union-explorer>"), "").await?;
    page.wait_ready(1).await?;
    page.focus("input[type=search]").await?;
    page.press("visas".chars()).await?;
    assert_eq!(page.value("searchbox", "Search initiatives").await?, "visas");
    // What is no letter for a field is still everybody's.
    page.chord(&[char::from(Key::Control), 'k']).await?;
    page.press([Key::Escape]).await?;
    page.focus(".views a, .views button").await?;
    page.press(['x']).await?;
    let all = page.script("return heard.filter((key) => key !== 'Control')", Vec::new()).await?;
    assert_eq!(all, json!(["k", "Escape", "Escape", "x"]));
    Ok(())
}

async fn nothing_said_means_the_attributes(page: &Page) -> Outcome {
    let element = "<security-union-explorer id=it area=2 view=list></security-union-explorer>";
    page.open_host(element, "").await?;
    page.run(
        "const it = document.getElementById('it');
         const becomes = (query) => until(`${query} after ${it.query}`, () => it.query === query);
         for (const nothing of ['query = undefined', 'query = null', 'state = null', 'state = undefined']) {
           it.query = 'kind=directive';
           await becomes('kind=directive');
           Function('it', `it.${nothing}`)(it);
           await becomes('area=2&view=list');
         }
         it.query = '';
         await becomes('');
         it.state = { area: '3' };
         await becomes('area=3');
         // What was said before it was there, and is said no more.
         const late = document.createElement('security-union-explorer');
         late.setAttribute('view', 'list');
         late.query = 'kind=directive';
         document.body.append(late);
         await until('what it begins with', () => late.query === 'kind=directive&view=list' && told.filter(([, name]) => name === 'ready').length === 2);
         late.query = undefined;
         await until('the attributes', () => late.query === 'view=list');
         same(late.hasAttribute('query'), false, 'the attribute');
         late.remove();",
        Vec::new(),
    )
    .await?;
    Ok(())
}

async fn one_explorer_has_the_address(page: &Page) -> Outcome {
    let two = "<security-union-explorer id=first address=host></security-union-explorer>\
               <security-union-explorer id=second address=host></security-union-explorer>";
    page.go_host(&format!("{SCRIPT}{two}"), "").await?;
    page.wait_ready(2).await?;
    let warned: String = page.ask("return warned.join()").await?;
    assert!(warned.contains("keeps its own"), "{warned}");
    page.script("document.getElementById('second').query = 'kind=regulation'", Vec::new()).await?;
    page.wait("a change", async || Ok(!page.told("change").await?.is_empty())).await?;
    // Longer than an address waits for more changes.
    page.run("await sleep(300)", Vec::new()).await?;
    assert_eq!(page.address().await?, "host.html");
    page.tick("Directive").await?;
    page.wait_address("host.html?sux-kind=directive").await?;
    let state = "return document.getElementById('second').query";
    assert_eq!(page.script(state, Vec::new()).await?, "kind=regulation");
    Ok(())
}

async fn nonsense_in_attributes_is_said(page: &Page) -> Outcome {
    let element = "<security-union-explorer view=sideways area='2 77' locked='area doors' theme=pink as-of=2024-02-30
        baseline=never controls='filters bells' address=mine query='colour=blue&kind=directive'></security-union-explorer>";
    page.open_host(element, "").await?;
    let said = page.role("status", "/not understood/").await?.text().await?;
    let parts = [
        "view=sideways",
        "area=77",
        "locked=doors",
        "theme=pink",
        "as-of=2024-02-30",
        "baseline=never",
        "controls=bells",
        "address=mine",
        "colour=blue",
    ];
    for part in parts {
        assert!(said.contains(part), "{part} is not said: {said}");
    }
    assert!(!said.contains("directive"), "{said}");
    let errors = page.told("error").await?;
    assert!(
        errors.len() == 1 && errors[0][2]["message"].as_str().is_some_and(|text| text.contains("theme=pink")),
        "{errors:?}"
    );
    // What makes sense holds.
    assert_eq!(page.told("ready").await?[0][2]["query"], "area=2&kind=directive");
    Ok(())
}

async fn a_src_that_fails_keeps_the_children(page: &Page) -> Outcome {
    let element = "<security-union-explorer id=it src=/nothing.json><p>Own content</p></security-union-explorer>";
    page.go_host(&format!("{SCRIPT}{element}"), "").await?;
    let set = "document.getElementById('it').setAttribute('src', arguments[0])";
    let whole = json!("/data/security-union.json");
    // The last is an address that is none.
    let faults = [
        ("/nothing.json", "/The explorer could not load its data.*404/"),
        ("/explorer.js", "/The explorer could not load its data.*JSON/"),
        ("http://localhost:9/x.json", "/The explorer could not load its data.*network/"),
        ("https://[", "/cannot run/"),
    ];
    for (nth, (src, words)) in faults.into_iter().enumerate() {
        if nth > 0 {
            page.script(set, vec![json!(src)]).await?;
        }
        page.role("alert", words).await.map_err(|why| format!("{src}: {why}"))?;
        assert_eq!(page.fallback().await?, "Own content", "{src}");
        let errors = page.told("error").await?;
        assert_eq!(errors.len(), nth + 1, "{src}: {errors:?}");
        assert_eq!(page.told("ready").await?.len(), nth, "{src}: ready without data");
        // Mended by the page's script; another property of the same name is not the attribute.
        page.script("document.getElementById('it').src = 1", Vec::new()).await?;
        page.script(set, vec![whole.clone()]).await?;
        page.wait_ready(nth + 1).await?;
        assert_eq!(page.fallback().await?, "", "{src}");
        assert!(page.by_role("alert", Some(words)).await?.is_empty(), "{src}: it is still said");
    }
    // Without one it has its own document.
    page.script(set, vec![json!("https://[")]).await?;
    page.role("alert", "/cannot run/").await?;
    page.script("document.getElementById('it').removeAttribute('src')", Vec::new()).await?;
    page.wait_ready(faults.len() + 1).await?;
    assert!(page.by_role("alert", Some("/cannot run/")).await?.is_empty());
    Ok(())
}

/// Whether it has all the room there is where a page asks for the width of its content. Each stands in a box that is laid out
/// apart from the others.
async fn containers_of_its_content_give_it_room(page: &Page) -> Outcome {
    let element = "<security-union-explorer view=list query='kind=funding'><p>Own</p></security-union-explorer>";
    let apart = |inside: &str| format!("<section style='display:flow-root;position:relative'>{inside}</section>");
    let narrow = [
        "display:flex;flex-direction:column;align-items:center",
        "display:grid;justify-items:center",
        "float:left",
        "display:inline-block",
        "width:fit-content",
        "position:absolute",
        "display:table-cell",
    ];
    // It needs none of the room that it wants: nothing is wider for it than it should be.
    let rooms = [
        ("display:grid;grid-template-columns:250px 1fr;width:800px", ""),
        ("display:flex;width:800px", "flex:1"),
        ("width:800px", "display:inline-block"),
        ("width:800px", "float:left"),
        ("display:flex;overflow:auto;width:800px", "flex:0 0 100%"),
    ];
    let mut body: String = narrow
        .iter()
        .map(|style| apart(&format!("<div class=narrow style='max-width:900px;{style}'>{element}</div>")))
        .collect();
    // Beside something else it leaves that its place.
    body.push_str(&apart(&format!(
        "<div class=beside style='display:grid;grid-template-columns:auto auto;width:900px'><p>Beside it stand some words</p>{element}</div>"
    )));
    for (outside, inside) in rooms {
        let room =
            format!("<div class=room style='{outside}'><aside></aside><main style='{inside}'>{element}</main></div>");
        body.push_str(&apart(&room));
    }
    page.go_host(&format!("{SCRIPT}{body}"), "").await?;
    page.wait_ready(narrow.len() + 1 + rooms.len()).await?;
    let widths = "
        const width = (one) => one.getBoundingClientRect().width;
        const all = (selector) => [...document.querySelectorAll(selector)];
        return [all('.narrow > *').map(width), all('.beside > *').map(width),
          all('.room').map((room) => [width(room.querySelector('security-union-explorer')), room.scrollWidth])]";
    type Seen = (Vec<f64>, Vec<f64>, Vec<(f64, f64)>);
    let (of_narrow, beside, of_rooms): Seen = page.ask(widths).await?;
    assert_eq!((of_narrow.len(), beside.len(), of_rooms.len()), (narrow.len(), 2, rooms.len()));
    for (style, width) in narrow.iter().zip(of_narrow) {
        assert!((880.0..1300.0).contains(&width), "{style}: {width}");
    }
    assert!(beside.iter().all(|width| *width > 60.0) && beside.iter().sum::<f64>() < 901.0, "{beside:?}");
    for (style, seen) in rooms.iter().zip(of_rooms) {
        assert!(seen.0 > 500.0 && seen.0 < 801.0 && seen.1 < 803.0, "{style:?}: {seen:?}");
    }
    Ok(())
}

/// A dialog that grows while it opens is as wide as its layout says, and a page that is made smaller is no narrow one.
async fn transforms_change_no_layout(page: &Page) -> Outcome {
    let element = "<security-union-explorer></security-union-explorer>";
    page.open_host(&format!("<div style='width:1100px;transform:scale(.3);transform-origin:0 0'>{element}</div>"), "")
        .await?;
    let parts =
        "return [root.querySelectorAll('.filter-groups fieldset').length > 3, root.querySelector('.row') !== null]";
    page.wait_equal(async || page.script(parts, Vec::new()).await, json!([true, true])).await
}

/// What a visitor chose is kept while it is away, unless the page has something else shown.
async fn other_attributes_while_away_count(page: &Page) -> Outcome {
    page.open_host("<security-union-explorer area=1></security-union-explorer>", "").await?;
    page.run(
        "const it = document.querySelector('security-union-explorer');
         const away = async (change) => {
           it.query = 'area=2&view=list';
           it.remove();
           await sleep(50);
           change();
           await sleep(50);
           const n = told.filter(([, name]) => name === 'ready').length;
           document.body.append(it);
           await until('another start', () => told.filter(([, name]) => name === 'ready').length > n);
           await sleep(50);
           return it.query;
         };
         same(await away(() => {}), 'area=2&view=list', 'kept');
         same(await away(() => it.setAttribute('theme', 'dark')), 'area=2&view=list', 'kept with another look');
         const { query, matching, total } = told.filter(([, name]) => name === 'ready').pop()[2];
         same(query, 'area=2&view=list', 'what it is ready with');
         same(matching < total, true, 'how many of them');
         // Told otherwise before it is there again.
         const again = async (change) => {
           it.query = 'area=2&view=list';
           it.remove();
           await sleep(50);
           const n = told.filter(([, name]) => name === 'ready').length;
           document.body.append(it);
           await sleep(0);
           change();
           await until('another start', () => told.filter(([, name]) => name === 'ready').length > n);
           await sleep(50);
           return it.query;
         };
         same(await again(() => it.setAttribute('theme', 'light')), 'area=2&view=list', 'kept with a look that changes');
         same(await again(() => it.reset()), 'area=1', 'what the attributes say');
         same(await away(() => it.setAttribute('area', '5')), 'area=5', 'other attributes');",
        Vec::new(),
    )
    .await?;
    Ok(())
}

/// Another strategy, with so many areas: as many initiatives in each as its number says.
fn strategy(n: usize) -> Value {
    let area = |number| json!({ "number": number, "title": format!("Area number {number}"), "short": format!("Part {number}"), "summary": "About it." });
    let initiative = |(area, rank): (usize, usize)| {
        let name = format!("Initiative {area}.{rank}");
        let event =
            json!({ "date": "2022-03-01", "stage": "proposed", "label": "Proposed", "source": "https://example.eu/" });
        json!({ "id": format!("a{area}-{rank}"), "title": name, "short": name, "kind": "regulation", "area": area,
            "summary": "Something.", "events": [event] })
    };
    let areas: Vec<Value> = (1..=n).map(area).collect();
    let initiatives: Vec<Value> =
        (1..=n).flat_map(|area| (0..area).map(move |rank| (area, rank))).map(initiative).collect();
    json!({ "format": 1, "title": "Another strategy", "language": "en", "licence": "CC-BY-4.0", "version": "1",
        "checked_through": "2026-06-30", "strategy": { "title": "Another strategy", "start": "2021-01-01", "end": "2027" },
        "areas": areas, "initiatives": initiatives })
}

async fn other_strategies_work(page: &Page) -> Outcome {
    for n in [0, 3, 9] {
        let document = strategy(n).to_string().into_bytes();
        page.server().answer(&format!("/areas-{n}.json"), Answer::Content("application/json", document));
    }
    // One that is not begun has nothing to show, and says that; there is no filter to blame.
    let element = "<security-union-explorer id=it src=/areas-0.json view=list></security-union-explorer>";
    page.open_host(element, "").await?;
    let text = page.text().await?;
    assert!(text.contains("This document has no initiatives that can be shown."));
    assert!(!text.contains("could not be loaded"), "nothing is left out of it: {text}");
    assert!(page.by_role("button", Some("Clear all filters")).await?.is_empty());
    for (times, n) in [(2, 3), (3, 9)] {
        let total = n * (n + 1) / 2;
        let set = "const it = document.getElementById('it');
            it.removeAttribute('area');
            it.reset();
            it.setAttribute('src', arguments[0]);
            told.splice(0, told.length, ...told.filter((one) => one[1] === 'ready'))";
        page.script(set, vec![json!(format!("/areas-{n}.json"))]).await?;
        page.wait_ready(times).await?;
        page.wait_count(total).await?;
        assert_eq!(page.all(".area-card").await?.len(), n, "cards");
        assert_eq!(page.choice_count(&format!("{n} Part {n}")).await?, n);
        page.tick(&format!("{n} Part {n}")).await?;
        page.wait_count(n).await?;
        // An area that this strategy does not have.
        page.script("document.getElementById('it').setAttribute('area', '10')", Vec::new()).await?;
        wait_error(page, "area=10").await?;
    }
    Ok(())
}
