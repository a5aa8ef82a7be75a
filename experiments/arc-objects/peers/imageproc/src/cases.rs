//! The grids of one mode as images, and what is found in them as labels of ours.

use std::{collections::HashMap, io, path::Path};

use imageproc::{
    image::{GrayImage, ImageBuffer, Luma},
    region_labelling::{Connectivity, connected_components},
};

use crate::{
    asked::Images,
    npy::{self, Array},
};

/// Ours of a cell that is in no object.
const BACKGROUND: u16 = 0xFFFF;

/// What imageproc gives.
pub(crate) type Labelled = ImageBuffer<Luma<u32>, Vec<u32>>;

pub(crate) struct Case {
    mode: String,
    connectivity: Connectivity,
    images: Vec<GrayImage>,
    /// How many cells each grid has.
    cells: Vec<usize>,
    /// Where they are, in all images one after the other.
    place: Vec<u32>,
}

impl Case {
    pub(crate) fn read(folder: &Path, mode: &str, how: Images) -> io::Result<Self> {
        let sides = npy::read(&folder.join("dims.npy"))?.items;
        let sides = sides.as_chunks().0;
        let (mut images, mut place) = (Vec::new(), Vec::new());
        match how {
            Images::Each => {
                let pixels = npy::read(&folder.join(format!("cells-{mode}.npy")))?.items;
                let (mut rest, mut before) = (pixels.as_slice(), 0);
                for &[height, width] in sides {
                    let (of_grid, behind) =
                        rest.split_at_checked((height * width) as usize).ok_or_else(|| {
                            io::Error::other(format!("cells-{mode}.npy has fewer cells than its grids"))
                        })?;
                    place.extend((before..).take(of_grid.len()));
                    let image = image(height, width, of_grid);
                    before += image.len() as u32;
                    images.push(image);
                    rest = behind;
                }
            }
            Images::Packed => {
                let Array { shape, items } = npy::read(&folder.join(format!("image-{mode}.npy")))?;
                let [height, width] = shape[..] else {
                    return Err(io::Error::other(format!(
                        "image-{mode}.npy has {} sides, not two",
                        shape.len()
                    )));
                };
                images.push(image(height as u32, width as u32, &items));
                place = npy::read(&folder.join("place.npy"))?.items;
            }
        }
        // Of the three letters the second says whether neighbours are diagonal too.
        let connectivity =
            if mode.as_bytes().get(1) == Some(&b't') { Connectivity::Eight } else { Connectivity::Four };
        let cells = sides.iter().map(|&[height, width]| (height * width) as usize).collect();
        Ok(Self { mode: mode.to_owned(), connectivity, images, cells, place })
    }

    /// All that is measured.
    pub(crate) fn label(&self) -> Vec<Labelled> {
        self.images.iter().map(|image| connected_components(image, self.connectivity, Luma([0]))).collect()
    }

    /// An object is called after its first cell.
    pub(crate) fn write(&self, found: &[Labelled], folder: &Path) -> io::Result<()> {
        let pixels: Vec<u32> = found.iter().flat_map(|image| image.iter()).copied().collect();
        let (mut labels, mut counts) = (Vec::with_capacity(self.place.len()), Vec::new());
        let mut rest = self.place.as_slice();
        for &cells in &self.cells {
            let mut names = HashMap::new();
            let (of_grid, behind) = rest.split_at(cells);
            labels.extend(of_grid.iter().enumerate().map(|(cell, &place)| match pixels[place as usize] {
                0 => BACKGROUND,
                found => *names.entry(found).or_insert(cell as u16),
            }));
            counts.push(names.len() as u16);
            rest = behind;
        }
        npy::write(&folder.join(format!("label-{}.npy", self.mode)), &labels)?;
        npy::write(&folder.join(format!("counts-{}.npy", self.mode)), &counts)
    }
}

/// imageproc 0.27.0 panics where every pixel begins a label of its own, as it counts them from 1 and has room for as many as there are
/// pixels: such images are given a row of background, and no others.
fn image(height: u32, width: u32, pixels: &[u32]) -> GrayImage {
    let begins = |at: usize| {
        let left = (!at.is_multiple_of(width as usize)).then(|| pixels[at - 1]);
        let above = at.checked_sub(width as usize).map(|above| pixels[above]);
        pixels[at] != 0 && left != Some(pixels[at]) && above != Some(pixels[at])
    };
    let rows = height + u32::from((0..pixels.len()).all(begins));
    let mut pixels: Vec<u8> = pixels.iter().map(|&pixel| pixel as u8).collect();
    pixels.resize((rows * width) as usize, 0);
    GrayImage::from_raw(width, rows, pixels).expect("as many pixels as its sides ask for")
}
