package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.Tag;

/**
 * One slice before its pixels are read.
 *
 * @param file the file it is in
 * @param frame its number within the file, from 0
 * @param frames number of frames of the file
 * @param placement where it is
 * @param format how its pixels are stored
 * @param rescale how stored values become image values
 */
record SliceHeader(
    DicomFile file,
    int frame,
    int frames,
    Placement placement,
    PixelFormat format,
    Rescale rescale) {

  /** File name, with the frame number (from 1, as in DICOM) where there are several. */
  String name() {
    String name = String.valueOf(file.path().getFileName());
    return frames == 1 ? name : name + " frame " + (frame + 1);
  }

  int instanceNumber() {
    return file.dataset().intValue(Tag.INSTANCE_NUMBER).orElse(0);
  }
}
