//! What the page says of itself.

use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! { names_the_libraries_it_is_made_with }

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
