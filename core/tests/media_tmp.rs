#![allow(missing_docs, clippy::all)]
#[test]
fn run() {
    let bytes = std::fs::read(std::env::var("IN").unwrap()).unwrap();
    for _ in 0..std::env::var("N").map_or(1, |n| n.parse().unwrap()) {
        let t = std::time::Instant::now();
        let p = jishi_core::media::prepare_photo(&bytes).unwrap();
        println!("{:?} full {} thumb {}", t.elapsed(), p.full.bytes.len(), p.thumb.bytes.len());
        std::fs::write("/work/fx/full.jpg", &p.full.bytes).unwrap();
        std::fs::write("/work/fx/thumb.jpg", &p.thumb.bytes).unwrap();
    }
    println!("{}", std::fs::read_to_string("/proc/self/status").unwrap().lines().find(|l| l.starts_with("VmHWM")).unwrap());
    let d = image::RgbImage::new(4,4);
    println!("source {:?} {:?}", d.get_pixel(0,0), d.get_pixel(d.width()/2,d.height()/2));
}
