/**
 * The built-in codec of DICOM files: {@link io.tomodrift.formats.dicom.part10.Part10Codec}. Reads
 * implicit and explicit VR in either byte order and deflated data sets, with or without preamble
 * and file meta information; writes explicit and implicit VR little endian. Compressed pixel data
 * are recognised, not decoded.
 */
package io.tomodrift.formats.dicom.part10;
