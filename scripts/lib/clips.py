"""Videos for the tests, as phones make them: H.264 in MP4 and QuickTime, the latter with the place where it was taken.

Usage: python3 clips.py FOLDER, with PyAV (package av) on the path.
"""

import sys
from pathlib import Path

import av

PLACE = "+30.1234+110.1234/"


def clip(path: Path, width: int, height: int, seconds: int) -> None:
    with av.open(str(path), "w") as film:
        film.metadata["location"] = PLACE
        pictures = film.add_stream("h264", rate=25)
        pictures.width, pictures.height, pictures.pix_fmt = width, height, "yuv420p"
        for index in range(25 * seconds):
            frame = av.VideoFrame(width, height, "yuv420p")
            for plane, value in zip(frame.planes, (40 + index % 160, 110, 150)):
                plane.update(bytes([value]) * plane.buffer_size)
            frame.pts = index
            for packet in pictures.encode(frame):
                film.mux(packet)
        for packet in pictures.encode():
            film.mux(packet)


folder = Path(sys.argv[1])
clip(folder / "clip.mp4", 640, 360, 2)
clip(folder / "upright.mov", 360, 640, 3)
clip(folder / "long.mp4", 64, 64, 61)
