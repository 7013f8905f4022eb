//! What a choice on the map leaves as it is: the header and the boards are built again only when they show something
//! else.

use std::rc::Rc;

use yew::{Component, Context, Html, Properties};

use super::Look;
use crate::state::Lit;

/// Draws a part of the page from a [`Look`].
pub struct Still;

/// What is drawn, and how.
#[derive(Clone, Properties)]
pub struct StillProps {
    /// Everything that there is to show.
    look: Look,
    /// The part of it that this one shows. It may depend on the picture, the words, the settings, the group that is
    /// lit, how changes fare, and whether more is drawn than at first; not on the open step, its line, or which part of
    /// a large map is drawn.
    draw: fn(&Look) -> Html,
}

impl PartialEq for StillProps {
    fn eq(&self, other: &StillProps) -> bool {
        let (look, before) = (&self.look, &other.look);
        let (state, old) = (&look.state, &before.state);
        let same = match (&look.drawn, &before.drawn) {
            (Some(drawn), Some(before)) => Rc::ptr_eq(&drawn.roadmap, &before.roadmap),
            _ => false,
        };
        let group = |lit: Lit| lit.is_group().then_some(lit);
        // A plan that is drawn anew has another picture, whatever else changed with it.
        same && group(state.lit) == group(old.lit)
            && state.told == old.told
            && state.problems == old.problems
            && state.part.first.is_none() == old.part.first.is_none()
    }
}

impl Component for Still {
    type Message = ();
    type Properties = StillProps;

    fn create(_: &Context<Still>) -> Still {
        Still
    }

    fn view(&self, ctx: &Context<Still>) -> Html {
        (ctx.props().draw)(&ctx.props().look)
    }
}

/// A part of the page that stays as it is while what it shows does.
pub fn still(look: &Look, draw: fn(&Look) -> Html) -> Html {
    // Yew's own, which knows components.
    yew::html! { <Still look={look.clone()} {draw} /> }
}
