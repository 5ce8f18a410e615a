//! The views of one selection: the same set in each, in an order the visitor chooses.

use fantoccini::key::Key;

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! {
    filters_survive_every_change_of_view,
    the_table_sorts_there_and_back,
    heads_of_a_wide_table_stay_in_sight,
    the_list_sorts_by_next_step,
    the_lanes_can_be_by_kind,
    what_changed_names_all_that_moved,
    what_is_next_is_in_order_saved_and_filtered,
    reports_are_compared_in_one_choice,
    what_changed_is_copied_and_saved_as_text,
    progress_is_read_off_and_counts_what_the_headline_counts,
    only_cards_in_sight_are_drawn,
    scrolling_leaves_no_hole,
    the_end_of_a_page_can_be_gone_to,
    a_view_is_not_as_high_as_the_one_before,
    all_is_drawn_when_a_print_begins,
}

const FILTER: &str = "kind=directive.regulation&area=3";

async fn filters_survive_every_change_of_view(page: &Page) -> Outcome {
    page.open(&format!("?q=crime&{FILTER}")).await?;
    let n = page.count().await?;
    assert!(n > 0, "nothing to see");
    for view in ["List", "Table", "Timeline", "What changed", "Table", "What is next", "Progress", "List", "Timeline"] {
        page.click("link", view).await?;
        page.wait_view(view).await?;
        assert_eq!(page.count().await?, n, "{view}");
        if !view.starts_with("What") && view != "Progress" {
            page.wait_equal(async || Ok(page.rows().await?.len()), n).await?;
        }
        assert!(page.choice("Directive").await?.is_selected().await?, "{view}");
        assert_eq!(page.value("searchbox", "Search initiatives").await?, "crime", "{view}");
    }
    Ok(())
}

async fn the_table_sorts_there_and_back(page: &Page) -> Outcome {
    page.open("?view=table&kind=directive").await?;
    let sorted = async || -> Outcome<(Option<String>, Vec<String>)> {
        let head = page.role("columnheader", "/^Initiative/").await?;
        Ok((head.attr("aria-sort").await?, page.rows().await?))
    };
    let (direction, before) = sorted().await?;
    assert_eq!(direction, None);
    // As the browser itself sorts names.
    let script =
        "const names = arguments[0]; return [...names].sort(new Intl.Collator('en-GB', { numeric: true }).compare)";
    let mut expected: Vec<String> = page.ask_with(script, vec![before.clone().into()]).await?;
    assert_ne!(expected, before);
    for order in ["ascending", "descending"] {
        page.click("button", "/^Initiative/").await?;
        page.wait_equal(async || Ok(sorted().await?), (Some(order.to_owned()), expected.clone())).await?;
        expected.reverse();
    }
    page.click("button", "/^Initiative/").await?;
    // A third time, it is as at first.
    page.wait_equal(async || Ok(sorted().await?), (None, before)).await
}

async fn heads_of_a_wide_table_stay_in_sight(page: &Page) -> Outcome {
    page.resize(1500, 900).await?;
    page.open("?view=table").await?;
    // Far down, then back by keyboard to lines above what is in sight: the heads hide nothing that has the focus.
    let script = "\
        const links = [...root.querySelectorAll('.initiatives tbody a')];
        links[120].scrollIntoView({ block: 'start', behavior: 'instant' });
        links[120].focus({ preventScroll: true });
        return scrollY";
    let scrolled: f64 = page.ask(script).await?;
    assert!(scrolled > 3000.0, "only {scrolled} down");
    let script = "\
        // Busy engines scroll to what has the focus when they next draw.
        return new Promise((done) => requestAnimationFrame(() => {
          const heads = root.querySelector('.initiatives thead').getBoundingClientRect();
          const { top, bottom } = root.activeElement.getBoundingClientRect();
          done([heads.top, heads.bottom, top, bottom, scrollY]);
        }))";
    for _ in 0..10 {
        page.chord(&[Key::Shift, Key::Tab]).await?;
        let places: [f64; 5] = page.ask(script).await?;
        let [heads_from, heads_to, focus_from, focus_to, _] = places;
        assert!((-1.0..1.0).contains(&heads_from), "the heads are not at the top: {places:?}");
        assert!(heads_to <= focus_from && focus_to <= 900.0, "what has the focus is not in sight: {places:?}");
    }
    Ok(())
}

async fn the_list_sorts_by_next_step(page: &Page) -> Outcome {
    page.open("?view=list").await?;
    page.role("combobox", "Sort by").await?.select_by_value("next-step").await?;
    page.wait_address("?view=list&sort=next-step").await?;
    page.draw_all().await?;
    page.wait("all cards", async || Ok(page.all("li.card").await?.len() == 250)).await?;
    // The dates of the next steps that name a day, from the top; those without a next step come last.
    let script = "\
        return [...root.querySelectorAll('li.card')].filter((card) => card.getClientRects().length > 0).map((card) => {
          const step = [...card.querySelectorAll('dl div')].find((one) => ['Next', 'Date passed'].includes(one.querySelector('dt').textContent));
          return step ? step.querySelector('time').getAttribute('datetime') ?? '' : null;
        })";
    let next: Vec<Option<String>> = page.ask(script).await?;
    let first_without = next.iter().position(Option::is_none).unwrap_or(next.len());
    assert!(first_without > 5, "only {first_without} have a next step before one that has none");
    assert!(next[first_without..].iter().all(Option::is_none), "some with a next step come after those without");
    let days: Vec<&str> = next.iter().flatten().map(String::as_str).filter(|date| date.len() == 10).collect();
    assert!(days.is_sorted(), "{days:?}");
    Ok(())
}

async fn the_lanes_can_be_by_kind(page: &Page) -> Outcome {
    page.open("").await?;
    let lanes = async || -> Outcome<Vec<String>> {
        let script = "return [...root.querySelectorAll('.lane h3')].filter((one) => one.getClientRects().length > 0)
            .map((one) => one.innerText.replace(/\\s+/g, ' ').trim())";
        page.ask(script).await
    };
    assert!(lanes().await?.iter().any(|lane| lane.contains("Organised crime")), "no lanes by area");
    page.role("combobox", "Group by").await?.select_by_value("kind").await?;
    page.wait("a lane of directives", async || Ok(lanes().await?.iter().any(|lane| lane.starts_with("Directive"))))
        .await?;
    let lanes = lanes().await?;
    assert!(lanes.iter().all(|lane| !lane.contains("Organised crime")), "{lanes:?}");
    let sum: usize = lanes.iter().filter_map(|lane| crate::page::first_number(lane)).sum();
    assert_eq!(sum, page.count().await?, "{lanes:?}");
    page.wait_address("?by=kind").await
}

async fn what_changed_names_all_that_moved(page: &Page) -> Outcome {
    for dates in ["", "&as-of=2024-05-15&compare=2020-12-09"] {
        page.open(&format!("?view=changes{dates}")).await?;
        let moved = page.moved().await?;
        let script = "return [...root.querySelectorAll('.results .moves li')].map((line) => line.textContent)";
        let lines: Vec<String> = page.ask(script).await?;
        assert_eq!(lines.iter().filter(|line| line.contains(" went from ")).count(), moved, "{lines:?}");
        // And what had steps without moving, as the summary counts it.
        let lead: String = page.ask("return root.querySelector('.account .lead').textContent").await?;
        let (_, stayed) = lead.rsplit_once("their status. ").ok_or("nothing on what stayed")?;
        assert_eq!(crate::page::first_number(stayed), Some(lines.len() - moved), "{lead}: {lines:?}");
    }
    page.click("link", "NIS2 Directive").await?;
    page.heading("NIS2 Directive").await?;
    Ok(())
}

async fn what_is_next_is_in_order_saved_and_filtered(page: &Page) -> Outcome {
    page.open("?view=next&kind=directive.regulation").await?;
    page.button("Save as a calendar file").await?;
    let script = "return [...root.querySelectorAll('.results section h3')].map((one) => one.textContent)";
    let spans: Vec<String> = page.ask(script).await?;
    assert!(spans.len() > 3, "{spans:?}");
    let ends: Vec<(u16, u8, u8)> = spans.iter().filter_map(|span| end_of(span)).collect();
    assert!(ends.len() == spans.len() && ends.is_sorted_by(|one, next| one < next), "{spans:?}");
    let script = "return [root.querySelector('.results .account .lead').textContent,
        root.querySelectorAll('.results .upcoming li').length]";
    let (said, shown): (String, usize) = page.ask(script).await?;
    assert_eq!(crate::page::first_number(&said), Some(shown), "{said}");
    page.keep_what_leaves().await?;
    page.click("button", "Save as a calendar file").await?;
    let calendar = page.saved().await?;
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    // A step whose day is known is an event, another is an entry of a journal.
    assert!(calendar.contains("\r\nEND:VEVENT\r\n") && calendar.contains("\r\nEND:VJOURNAL\r\n"), "{calendar}");
    assert_eq!(calendar.matches("\r\nEND:V").count(), shown + 1, "{calendar}");
    assert_eq!(page.script("return window.savedAs", Vec::new()).await?, "security-union.ics");
    let steps = async || -> Outcome<usize> { Ok(page.all(".upcoming li").await?.len()) };
    let button = page.role("button", "/^Transposition deadline \\([0-9]+\\)$/").await?;
    let promised = crate::page::first_number(&button.text().await?).unwrap_or_default();
    assert!((1..shown).contains(&promised), "{promised} of {shown}");
    page.click_on(&button).await?;
    page.wait_equal(steps, promised).await?;
    let address = "?kind=regulation.directive&view=next&step=transposition";
    page.wait_address(address).await?;
    assert!(page.text().await?.contains("To act: the Member States"), "nobody has to act");
    page.click("button", "All kinds").await?;
    page.wait_equal(steps, shown).await
}

/// The year of a heading such as "July 2026", "The fourth quarter of 2026" or "2026", the month with which its time ends, and
/// how vague it is: of those that end together the vaguer one comes later.
fn end_of(span: &str) -> Option<(u16, u8, u8)> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let words: Vec<&str> = span.split(' ').collect();
    let year = words.last()?.parse().ok()?;
    let number =
        |names: &[&str], word: &str| (1..).zip(names).find(|(_, name)| **name == word).map(|(number, _)| number);
    match words.as_slice() {
        [_] => Some((year, 12, 2)),
        [month, _] => Some((year, number(&MONTHS, month)?, 0)),
        [_, nth, "quarter", "of", _] => Some((year, 3 * number(&["first", "second", "third", "fourth"], nth)?, 1)),
        _ => None,
    }
}

async fn reports_are_compared_in_one_choice(page: &Page) -> Outcome {
    page.open("?view=changes").await?;
    page.role("combobox", "Compare").await?.select_by_value("2023-10-18.2024-05-15").await?;
    page.wait_address("?as-of=2024-05-15&compare=2023-10-18&view=changes").await?;
    let lead = "return root.querySelector('.account .lead').textContent";
    let expected = "From the Sixth Progress Report of 18 October 2023 to the Seventh Progress Report of 15 May 2024: \
                    13 began, 46 moved on, 1 ended and 190 did not change their status. \
                    49 of these had new steps, but kept their status.";
    page.wait_equal(async || page.script(lead, Vec::new()).await, expected.into()).await
}

async fn what_changed_is_copied_and_saved_as_text(page: &Page) -> Outcome {
    page.open("?view=changes&as-of=2024-05-15&compare=2023-10-18&kind=directive").await?;
    page.keep_what_leaves().await?;
    page.click("button", "Save as text").await?;
    let saved = page.saved().await?;
    for part in [
        "Security Union Explorer: what changed\n\nFrom the Sixth Progress Report",
        "Filters: Directive.",
        "/?initiative=",
        "Independent work on public sources",
        "view=changes",
    ] {
        assert!(saved.contains(part), "{part:?} is not in {saved}");
    }
    page.click("button", "Copy as text").await?;
    page.wait("a word that it is copied", async || Ok(page.text().await?.contains("Copied."))).await?;
    assert_eq!(page.script("return window.copied", Vec::new()).await?.as_str(), Some(saved.as_str()));
    // Where the page may not copy, the reader can.
    assert_eq!(page.copied_by_hand("Copy as text").await?, saved);
    Ok(())
}

async fn progress_is_read_off_and_counts_what_the_headline_counts(page: &Page) -> Outcome {
    page.open("?view=progress").await?;
    let words = async || -> Outcome<String> {
        let script = "return root.querySelector('.reading-words').textContent";
        page.ask(script).await
    };
    let in_effect = page.number_in_link("/in effect$/").await?;
    assert!(words().await?.starts_with(&format!("30 June 2026: In effect: {in_effect}, ")), "{}", words().await?);
    // The thumb reads off any other day, and says it.
    let thumb = page.role("slider", "Choose a day").await?;
    page.script("arguments[0].focus()", vec![serde_json::json!(thumb)]).await?;
    page.press([Key::Home]).await?;
    page.wait("the first day", async || Ok(words().await?.starts_with("31 January 2020: "))).await?;
    assert_eq!(thumb.attr("aria-valuetext").await?, Some(words().await?));
    // The tables say the same as the pictures. They are drawn when they are unfolded.
    assert_eq!(page.all(".progress details table").await?.len(), 0);
    for fold in page.by_role("button", Some("As a table")).await? {
        page.click_on(&fold).await?;
    }
    let cells = async |table: &str| -> Outcome<Vec<u64>> {
        let script =
            "return [...root.querySelectorAll(`.progress section:nth-of-type(${arguments[0]}) details tbody tr`)]
            .filter((row) => row.textContent.startsWith('30 June 2026'))
            .map((row) => Number(row.querySelector('td').textContent))";
        page.ask_with(script, vec![table.into()]).await
    };
    page.wait_equal(async || cells("1").await, vec![in_effect as u64]).await?;
    page.wait("a row for each area", async || Ok(cells("2").await?.len() == 6)).await?;
    assert_eq!(cells("2").await?.iter().sum::<u64>(), in_effect as u64, "the areas make up the whole");
    // Six areas, four stages, the ten longest.
    assert_eq!(page.all(".multiples li").await?.len(), 6);
    page.heading("From proposal or negotiating mandate to adoption").await?;
    page.role("group", "Longest time to adoption").await?;
    page.link("/^Eurodac( Regulation)?$/").await?;
    page.open("?initiative=cer-directive").await?;
    page.wait("its peers", async || {
        Ok(page.text().await?.contains("From proposal or negotiating mandate to adoption: 728 days."))
    })
    .await
}

async fn only_cards_in_sight_are_drawn(page: &Page) -> Outcome {
    page.open("?view=list&area=3").await?;
    let n = page.count().await?;
    let sets =
        "return [...root.querySelectorAll('li.card')].map((card) => [card.ariaPosInSet, card.ariaSetSize].map(Number))";
    let sets: Vec<[usize; 2]> = page.ask(sets).await?;
    assert!(sets.iter().enumerate().all(|(at, [position, size])| (*position, *size) == (at + 1, n)), "{sets:?}");
    page.open("?view=list").await?;
    let n = async || -> Outcome<usize> { Ok(page.all("li.card").await?.len()) };
    page.wait("some cards", async || Ok((1..100).contains(&n().await?))).await?;
    // As often as one has to: what is drawn on the way is higher or lower than the room that was kept for it.
    let last = "root.querySelector('.list').scrollIntoView({ block: 'end', behavior: 'instant' });
        return [...root.querySelectorAll('.block')].at(-1).querySelector('h3')?.textContent ?? ''";
    page.wait("the last card", async || Ok(page.script(last, Vec::new()).await? != "")).await?;
    page.wait("few cards", async || Ok((1..100).contains(&n().await?))).await
}

/// However far one scrolls, down and up again, what is in sight is drawn.
async fn scrolling_leaves_no_hole(page: &Page) -> Outcome {
    let hole = "
        return [...root.querySelectorAll('[data-block]:empty')].some((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return bottom > 1 && top < innerHeight - 1;
        })";
    let height = "return Math.ceil(document.documentElement.scrollHeight / 900)";
    for address in ["?view=list", "", "?by=none"] {
        page.open(address).await?;
        let n: u64 = page.ask(height).await?;
        // Down in leaps, to the end, up in leaps.
        let down = (0..n).step_by(3).chain([n]);
        for at in down.clone().chain(down.collect::<Vec<_>>().into_iter().rev()) {
            page.script("scrollTo(0, 900 * arguments[0])", vec![at.into()]).await?;
            page.wait("all that is in sight", async || Ok(page.script(hole, Vec::new()).await? == false))
                .await
                .map_err(|why| format!("{why}, at {address:?}, {at} of {n}"))?;
        }
    }
    Ok(())
}

/// Who leaps to the end stays there, though what is drawn on the way is higher or lower than its room was.
async fn the_end_of_a_page_can_be_gone_to(page: &Page) -> Outcome {
    for address in ["", "?view=list"] {
        page.open(address).await?;
        let leap = "
            scrollTo({ top: 1e6, behavior: 'instant' });
            const there = scrollY;
            await sleep(800);
            return [there, scrollY]";
        let places = page.run(leap, Vec::new()).await?;
        let [there, then] = [&places[0], &places[1]].map(|place| place.as_f64().unwrap_or_default());
        assert!(there > 5_000.0 && then > 0.9 * there, "at {address:?}: {there}, then {then}");
    }
    Ok(())
}

/// Also for who leaves a long one right after scrolling.
async fn a_view_is_not_as_high_as_the_one_before(page: &Page) -> Outcome {
    page.open("?view=list").await?;
    let leave = "
        const height = () => document.documentElement.scrollHeight;
        scrollTo({ top: 1e6, behavior: 'instant' });
        await sleep(150);
        const before = height();
        const { shadowRoot } = document.querySelector('security-union-explorer');
        shadowRoot.querySelector(\".views a[href*='view=progress']\").click();
        await sleep(900);
        return [before, height()]";
    let heights = page.run(leave, Vec::new()).await?;
    let [before, then] = [&heights[0], &heights[1]].map(|height| height.as_u64().unwrap_or_default());
    assert!(before > 20_000 && (1_000..12_000).contains(&then), "{before}, then {then}");
    Ok(())
}

/// Browsers take the page as it is when what hears of a print returns.
async fn all_is_drawn_when_a_print_begins(page: &Page) -> Outcome {
    for address in ["", "?view=list"] {
        page.open(address).await?;
        let print = "
            const empty = () => root.querySelectorAll('[data-block]:empty').length;
            const before = empty();
            dispatchEvent(new Event('beforeprint'));
            const printed = empty();
            dispatchEvent(new Event('afterprint'));
            return [before > 0, printed]";
        assert_eq!(page.ask::<(bool, u64)>(print).await?, (true, 0), "at {address:?}");
    }
    Ok(())
}
