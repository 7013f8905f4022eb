//! The widget's layout by itself, from the same source and with the same allocator: without the rest there is nothing
//! to compile and nothing to stand in for.

#[path = "../drawing.rs"]
pub mod drawing;
#[path = "../../src/geometry.rs"]
pub mod geometry;
#[path = "../../src/layout/mod.rs"]
pub mod layout;
#[allow(dead_code, reason = "the layout sorts nothing by words; tests do")]
#[path = "../../src/sorted.rs"]
mod sorted;

use layout::Graph;
use throughline_benches::tracks::tracks;
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A plan to draw again and again.
#[wasm_bindgen]
pub struct Work(Graph);

#[wasm_bindgen]
impl Work {
    /// The bench's plan of so many steps, in one band or with one for each subject.
    #[wasm_bindgen(constructor)]
    pub fn new(steps: usize, each: bool) -> Work {
        let plan = tracks(steps);
        Work(drawing::graph(&plan, if each { plan.subjects } else { 1 }))
    }

    /// Draws it; the height, so that no part is left out as useless.
    pub fn draw(&self) -> f64 {
        layout::draw(&self.0, &drawing::MEASURES).size.height
    }

    /// How often the drawn links cross.
    pub fn crossings(&self) -> usize {
        drawing::drawn_crossings(&self.0, &layout::draw(&self.0, &drawing::MEASURES))
    }
}
