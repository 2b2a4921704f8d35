package io.tomodrift.formats.dicom;

/** What to do about the pixel data when a file is opened. */
public enum PixelAccess {
  /** Read the header only, up to the pixel data. Quickest; the pixels cannot be asked for. */
  NONE,
  /**
   * Read the header, up to the pixel data, and remember where the pixels are; asking for them opens
   * the file again.
   */
  LAZY,
  /** Read the whole file at once, elements after the pixel data included. */
  LOAD
}
