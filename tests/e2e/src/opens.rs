//! The page opens: the explorer takes the place of its fallback and nothing is complained about.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! { shows_its_heading, asks_only_its_own_server, names_the_libraries_it_is_made_with }

async fn shows_its_heading(page: &Page) -> Outcome {
    page.open("").await?;
    let heading = page.one("h1").await?;
    assert!(!heading.text().await?.trim().is_empty(), "the heading is empty");
    Ok(())
}

async fn asks_only_its_own_server(page: &Page) -> Outcome {
    page.open("").await?;
    let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
    let loaded: Vec<String> = serde_json::from_value(page.script(script, Vec::new()).await?)?;
    let ours = page.server().address();
    assert!(!loaded.is_empty(), "nothing was loaded");
    for address in loaded {
        assert!(address.starts_with(&ours) || address.starts_with("data:"), "{address} is not ours");
    }
    let kept = "return [document.cookie, localStorage.length, sessionStorage.length].join()";
    assert_eq!(page.script(kept, Vec::new()).await?, ",0,0", "something is stored");
    Ok(())
}

async fn names_the_libraries_it_is_made_with(page: &Page) -> Outcome {
    page.open("?page=about").await?;
    let link = page.link("Licences of the libraries it is made with").await?;
    let address = link.prop("href").await?.unwrap_or_default();
    assert_eq!(address, format!("{}licences.txt", page.server().address()), "it lies beside the module");
    page.click_on(&link).await?;
    page.wait("the text", async || {
        let text = page.client().execute("return document.body?.innerText ?? ''", Vec::new()).await?;
        let text = text.as_str().unwrap_or_default();
        Ok(text.contains("leptos 0.8") && text.contains("Permission is hereby granted"))
    })
    .await
}
