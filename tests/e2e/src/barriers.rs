//! axe finds nothing, in any view, light or dark.

use crate::axe;
use crate::page::Page;
use crate::scenario::Outcome;

crate::scenarios! { none_in_light, none_in_dark }

/// The address of every view and state that is looked at.
const ADDRESSES: &[&str] = &[""];

async fn none_in_light(page: &Page) -> Outcome {
    for address in ADDRESSES {
        page.open(address).await?;
        axe::check(page).await.map_err(|why| format!("at {address:?}, {why}"))?;
    }
    Ok(())
}

async fn none_in_dark(page: &Page) -> Outcome {
    for address in ADDRESSES {
        page.open(address).await?;
        page.darken().await?;
        axe::check(page).await.map_err(|why| format!("at {address:?}, {why}"))?;
    }
    Ok(())
}
