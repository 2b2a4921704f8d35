"""Reads a folder of DICOM-CT-PD files, or one multi-frame file, as public readers do.

usage: read_ctpd.py INPUT OUTPUT

Writes OUTPUT.views (float64, [view][column][row], line integrals), OUTPUT.poses
(float64, [view][angle, z, rho, dphi, dz, drho, time, current, smallest, largest]),
OUTPUT.photons (float32, [view][column]) and OUTPUT.txt (key=value lines of the first file).
Private elements are decoded from their bytes, without any dictionary.
"""

import glob
import os
import struct
import sys

import numpy as np
import pydicom


def raw(dataset, tag):
    element = dataset[tag]
    value = element.value
    if isinstance(value, bytes):
        return value
    if element.VR == "FL":
        values = value if element.VM > 1 else [value]
        return struct.pack("<%df" % len(values), *values)
    if element.VR == "US":
        return struct.pack("<H", value)
    return str(value).encode("ascii")


def floats(dataset, tag):
    return np.frombuffer(raw(dataset, tag), "<f4").astype(np.float64)


def text(dataset, tag):
    return raw(dataset, tag).decode("ascii").strip(" \0")


def uint16(dataset, tag):
    return struct.unpack("<H", raw(dataset, tag))[0]


POSE = (0x70311001, 0x70311002, 0x70311003, 0x7033100B, 0x7033100C, 0x7033100D, 0x70331067)


def by_column(dataset, stored):
    """Views as [column][row], the layout judged by the numbers of (7029,1010) and (7029,1011)."""
    n_row, n_col = uint16(dataset, 0x70291010), uint16(dataset, 0x70291011)
    shape = (int(dataset.Rows), int(dataset.Columns))
    pictures = stored.reshape((-1,) + shape)
    if shape == (n_col, n_row):
        return pictures
    if shape == (n_row, n_col):
        return pictures.transpose(0, 2, 1)
    raise SystemExit("Rows x Columns %s against %d rows, %d columns" % (shape, n_row, n_col))


def line_integrals(dataset):
    stored = np.frombuffer(dataset.PixelData, "<u2")
    scaled = stored * float(dataset.RescaleSlope) + float(dataset.RescaleIntercept)
    return by_column(dataset, scaled)


def photons(dataset):
    return floats(dataset, 0x70331065) if 0x70331065 in dataset else np.empty(0)


def pose(dataset, shared, stored):
    values = [floats(dataset, tag)[0] for tag in POSE]
    return values + [float(shared.XRayTubeCurrent), stored.min(), stored.max()]


def read_files(names):
    datasets = sorted((pydicom.dcmread(n) for n in names), key=lambda d: int(d.InstanceNumber))
    poses = []
    for d in datasets:
        stored = np.frombuffer(d.PixelData, "<u2")
        if (stored.min(), stored.max()) != (d.SmallestImagePixelValue, d.LargestImagePixelValue):
            raise SystemExit("smallest or largest value wrong in %s" % d.filename)
        if d.file_meta.MediaStorageSOPInstanceUID != d.SOPInstanceUID:
            raise SystemExit("identifiers differ in %s" % d.filename)
        poses.append(pose(d, d, stored))
    if len({str(d.SOPInstanceUID) for d in datasets}) != len(datasets):
        raise SystemExit("identifiers are not unique")
    views = np.concatenate([line_integrals(d) for d in datasets])
    return datasets[0], views, np.array(poses), np.array([photons(d) for d in datasets])


def read_frames(name):
    d = pydicom.dcmread(name)
    frames = [f for f in d[0x52009230].value]
    if [int(f.InstanceNumber) for f in frames] != list(range(1, int(d.NumberOfFrames) + 1)):
        raise SystemExit("frames are not numbered from 1")
    stored = np.frombuffer(d.PixelData, "<u2").reshape(len(frames), -1)
    poses = [pose(f, d, s) for f, s in zip(frames, stored)]
    return d, line_integrals(d), np.array(poses), np.array([photons(f) for f in frames])


def header(d):
    yield "syntax", d.file_meta.TransferSyntaxUID
    yield "sopClass", d.SOPClassUID
    yield "modality", d.Modality
    yield "manufacturer", d.Manufacturer
    yield "seriesDescription", d.SeriesDescription
    yield "seriesUid", d.SeriesInstanceUID
    yield "patientPosition", d.PatientPosition
    yield "kvp", float(d.KVP)
    yield "fieldOfView", float(d.DataCollectionDiameter)
    yield "exposureTime", int(d.ExposureTime)
    yield "pitchFactor", float(d.SpiralPitchFactor)
    yield "rows", d.Rows
    yield "columns", d.Columns
    yield "bits", "%d %d %d %d" % (
        d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation)
    yield "photometric", d.PhotometricInterpretation
    for group in (0x7029, 0x7031, 0x7033, 0x7037, 0x7039, 0x7041):
        yield "creator%04x" % group, text(d, (group << 16) | 0x10)
    for tag in (0x70291002, 0x70291006, 0x70311031):
        yield "%08x" % tag, floats(d, tag)[0]
    yield "70311033", "%r %r" % tuple(float(v) for v in floats(d, 0x70311033))
    for tag in (0x70291010, 0x70291011, 0x70331013, 0x70331061, 0x70331063):
        yield "%08x" % tag, uint16(d, tag)
    for tag in [0x7029100B, 0x7033100E, 0x70371009, 0x7037100A] + list(
            range(0x70391003, 0x7039100A)):
        yield "%08x" % tag, text(d, tag)
    yield "70411001", float(raw(d, 0x70411001))
    yield "last", "%08x" % max(int(e.tag) for e in d)
    yield "pixelVr", d["PixelData"].VR[:2]


def main(source, target):
    if os.path.isdir(source):
        first, views, poses, quanta = read_files(glob.glob(os.path.join(source, "*.dcm")))
    else:
        first, views, poses, quanta = read_frames(source)
    views.astype("<f8").tofile(target + ".views")
    poses.astype("<f8").tofile(target + ".poses")
    quanta.astype("<f4").tofile(target + ".photons")
    with open(target + ".txt", "w") as out:
        for key, value in header(first):
            out.write("%s=%s\n" % (key, value))


main(sys.argv[1], sys.argv[2])
