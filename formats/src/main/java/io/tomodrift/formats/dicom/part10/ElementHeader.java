package io.tomodrift.formats.dicom.part10;

import io.tomodrift.formats.dicom.Vr;

/**
 * Tag, representation and length of an element.
 *
 * @param tag the tag
 * @param vr its value representation; UN if not known
 * @param length length of the value in bytes, {@link #UNDEFINED} if delimited
 * @param valueAt position of the value
 * @param implicitItems whether items of an unknown element are in implicit VR
 */
record ElementHeader(int tag, Vr vr, long length, int valueAt, boolean implicitItems) {

  static final long UNDEFINED = 0xFFFF_FFFFL;

  boolean hasUndefinedLength() {
    return length == UNDEFINED;
  }
}
