//! Whether a JPEG's compressed data reaches its last block.
//!
//! Decoders make no error of data that ends early or stops making sense: they paint the rest in one colour or repeat the row
//! before, and half a photo looks like a whole file. Counting the blocks beforehand takes about a tenth of the time of decoding
//! here.

use super::{PhotoFault, whole::entropy_coded_length};

/// Walks the first scan of a Huffman-coded JPEG, sequential or progressive (ITU-T T.81, annexes B, F and G).
///
/// # Errors
/// `Truncated` if its data ends before its last block, `Damaged` if it holds a code that means nothing or much more than
/// its blocks need.
pub(super) fn check_first_scan(bytes: &[u8]) -> Result<(), PhotoFault> {
    let mut frame = Frame::default();
    let mut at = 2;
    loop {
        at += bytes
            .get(at..)
            .and_then(|rest| rest.iter().position(|b| *b == 0xff))
            .ok_or(PhotoFault::Truncated)?;
        let (marker, rest) = match bytes.get(at + 1..) {
            Some([marker, rest @ ..]) => (*marker, rest),
            _ => return Err(PhotoFault::Truncated),
        };
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8 | 0xff) {
            at += if marker == 0xff { 1 } else { 2 };
            continue;
        }
        let length = rest
            .first_chunk()
            .map_or(0, |length| usize::from(u16::from_be_bytes(*length)));
        let segment = rest.get(2..length).ok_or(PhotoFault::Damaged)?;
        at += 2 + length;
        match marker {
            0xc0..=0xc2 => frame.read_header(marker, segment).ok_or(PhotoFault::Damaged)?,
            0xc4 => frame.read_tables(segment).ok_or(PhotoFault::Damaged)?,
            0xdd => {
                let interval = segment.first_chunk().ok_or(PhotoFault::Damaged)?;
                frame.restart_interval = usize::from(u16::from_be_bytes(*interval));
            }
            0xda => {
                let data = bytes.get(at..).unwrap_or_default();
                return frame.walk(segment, &data[..entropy_coded_length(data).unwrap_or(data.len())]);
            }
            _ => {}
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Component {
    id: u8,
    horizontal: usize,
    vertical: usize,
}

#[derive(Default)]
struct Frame {
    progressive: bool,
    width: usize,
    height: usize,
    components: Vec<Component>,
    restart_interval: usize,
    /// By class (DC, AC) and number.
    tables: [[Option<Table>; 4]; 2],
}

impl Frame {
    fn read_header(&mut self, marker: u8, segment: &[u8]) -> Option<()> {
        let [_, h0, h1, w0, w1, _, components @ ..] = segment else {
            return None;
        };
        self.progressive = marker == 0xc2;
        self.height = usize::from(u16::from_be_bytes([*h0, *h1]));
        self.width = usize::from(u16::from_be_bytes([*w0, *w1]));
        self.components = components
            .chunks_exact(3)
            .map(|c| Component {
                id: c[0],
                horizontal: usize::from(c[1] >> 4),
                vertical: usize::from(c[1] & 15),
            })
            .collect();
        let possible = |c: &Component| (1..=4).contains(&c.horizontal) && (1..=4).contains(&c.vertical);
        self.components.iter().all(possible).then_some(())
    }

    fn read_tables(&mut self, mut segment: &[u8]) -> Option<()> {
        while let [target, rest @ ..] = segment {
            let (lengths, rest) = rest.split_first_chunk::<16>()?;
            let symbols = lengths.iter().map(|count| usize::from(*count)).sum();
            let (symbols, rest) = rest.split_at_checked(symbols)?;
            *self
                .tables
                .get_mut(usize::from(target >> 4))?
                .get_mut(usize::from(target & 15))? = Some(Table::new(*lengths, symbols)?);
            segment = rest;
        }
        Some(())
    }

    fn walk(&self, header: &[u8], data: &[u8]) -> Result<(), PhotoFault> {
        let (&count, rest) = header.split_first().ok_or(PhotoFault::Damaged)?;
        let (selectors, spectrum) = rest
            .split_at_checked(usize::from(count) * 2)
            .ok_or(PhotoFault::Damaged)?;
        if self.progressive && spectrum.first_chunk() != Some(&[0, 0]) {
            // Every progressive file begins with the blocks' mean values; anything else decoders refuse.
            return Err(PhotoFault::Damaged);
        }
        let largest = |side: fn(&Component) -> usize| self.components.iter().map(side).max().unwrap_or(1);
        let (h_max, v_max) = (largest(|c| c.horizontal), largest(|c| c.vertical));
        let mut blocks = Vec::new();
        let mut mcus = self.width.div_ceil(8 * h_max) * self.height.div_ceil(8 * v_max);
        for selector in selectors.chunks_exact(2) {
            let component = self
                .components
                .iter()
                .find(|c| c.id == selector[0])
                .ok_or(PhotoFault::Damaged)?;
            let table = |class: usize, number: u8| {
                self.tables[class]
                    .get(usize::from(number))
                    .and_then(Option::as_ref)
                    .ok_or(PhotoFault::Damaged)
            };
            let dc = table(0, selector[1] >> 4)?;
            let ac = if self.progressive {
                None
            } else {
                Some(table(1, selector[1] & 15)?)
            };
            let mut per_mcu = component.horizontal * component.vertical;
            if count == 1 {
                // Alone in its scan, a component has its own grid of single blocks (A.2.2).
                let side = |side: usize, factor: usize, max: usize| (side * factor).div_ceil(max).div_ceil(8);
                mcus = side(self.width, component.horizontal, h_max)
                    * side(self.height, component.vertical, v_max);
                per_mcu = 1;
            }
            blocks.extend(std::iter::repeat_n((dc, ac), per_mcu));
        }

        let mut bits = Bits {
            data,
            at: 0,
            next: 0,
            count: 0,
        };
        for mcu in 0..mcus {
            if self.restart_interval > 0 && mcu > 0 && mcu % self.restart_interval == 0 {
                bits.restart()?;
            }
            for (dc, ac) in &blocks {
                bits.walk_block(dc, *ac)?;
            }
        }
        // Blocks that come out too small, as those of zeros do, leave data over. Some encoders pad a little.
        let left = data.len() - bits.at.min(data.len());
        if left > 32 + data.len() / 100 {
            Err(PhotoFault::Damaged)
        } else {
            Ok(())
        }
    }
}

/// Codes up to this length are looked up, longer ones (rare by design) searched.
const SHORT: u32 = 9;

/// A Huffman table (C.2).
struct Table {
    /// By the next bits: length of the code and its symbol; length 0 if the code is longer.
    short: Box<[(u8, u8); 1 << SHORT]>,
    /// By length less one: first code, number of codes, index of the first symbol.
    ranges: [(u32, u32, usize); 16],
    symbols: Vec<u8>,
}

impl Table {
    fn new(lengths: [u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut short = Box::new([(0, 0); 1 << SHORT]);
        let mut ranges = [(0, 0, 0); 16];
        let (mut code, mut index) = (0_u32, 0);
        for (bits, (range, count)) in (1_u32..).zip(ranges.iter_mut().zip(lengths)) {
            *range = (code, u32::from(count), index);
            for symbol in symbols.get(index..index + usize::from(count))? {
                if code >= 1 << bits {
                    return None;
                }
                if bits <= SHORT {
                    let spare = SHORT - bits;
                    let from = (code << spare) as usize;
                    short
                        .get_mut(from..from + (1 << spare))?
                        .fill((u8::try_from(bits).ok()?, *symbol));
                }
                code += 1;
            }
            index += usize::from(count);
            code <<= 1;
        }
        Some(Self {
            short,
            ranges,
            symbols: symbols.to_vec(),
        })
    }

    /// Length and symbol of the code that `next` begins with.
    fn look_up(&self, next: u64) -> Option<(u32, u8)> {
        let (length, symbol) = self.short[(next >> (64 - SHORT)) as usize];
        if length > 0 {
            return Some((u32::from(length), symbol));
        }
        (SHORT + 1..=16)
            .zip(&self.ranges[SHORT as usize..])
            .find_map(|(bits, (first, count, index))| {
                let place = u32::try_from(next >> (64 - bits)).ok()?.checked_sub(*first)?;
                let symbol = self.symbols.get(index + place as usize)?;
                (place < *count).then_some((bits, *symbol))
            })
    }
}

/// Compressed data up to the next marker, its stuffing taken out.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    /// The next bits, from the highest; zeros after the last.
    next: u64,
    count: u32,
}

impl Bits<'_> {
    fn fill(&mut self) {
        while self.count <= 56 {
            let step = match self.data.get(self.at..) {
                Some([0xff, 0, ..]) => 2,
                Some([0xff, ..] | []) | None => return,
                Some(_) => 1,
            };
            self.next |= u64::from(self.data[self.at]) << (56 - self.count);
            self.count += 8;
            self.at += step;
        }
    }

    fn skip(&mut self, bits: u32) -> Result<(), PhotoFault> {
        if self.count < bits {
            self.fill();
        }
        self.count = self.count.checked_sub(bits).ok_or(PhotoFault::Truncated)?;
        self.next <<= bits;
        Ok(())
    }

    fn symbol(&mut self, table: &Table) -> Result<u8, PhotoFault> {
        if self.count < 32 {
            self.fill();
        }
        let nothing = if self.count < 16 {
            PhotoFault::Truncated
        } else {
            PhotoFault::Damaged
        };
        let (length, symbol) = table.look_up(self.next).ok_or(nothing)?;
        self.skip(length)?;
        Ok(symbol)
    }

    fn walk_block(&mut self, dc: &Table, ac: Option<&Table>) -> Result<(), PhotoFault> {
        let size = self.symbol(dc)?;
        if size > 16 {
            return Err(PhotoFault::Damaged);
        }
        self.skip(u32::from(size))?;
        let Some(ac) = ac else { return Ok(()) };
        let mut coefficient = 1;
        while coefficient < 64 {
            let symbol = self.symbol(ac)?;
            match (symbol >> 4, symbol & 15) {
                (15, 0) => coefficient += 16,
                (_, 0) => break,
                (run, size) => {
                    coefficient += run + 1;
                    self.skip(u32::from(size))?;
                }
            }
        }
        if coefficient > 64 {
            Err(PhotoFault::Damaged)
        } else {
            Ok(())
        }
    }

    /// Steps over the restart marker that must stand here.
    fn restart(&mut self) -> Result<(), PhotoFault> {
        (self.next, self.count) = (0, 0);
        while self.data.get(self.at..self.at + 2) == Some(&[0xff, 0xff]) {
            self.at += 1;
        }
        match self.data.get(self.at..) {
            Some([0xff, 0xd0..=0xd7, ..]) => {
                self.at += 2;
                Ok(())
            }
            Some([0xff, ..] | []) | None => Err(PhotoFault::Truncated),
            Some(_) => Err(PhotoFault::Damaged),
        }
    }
}
