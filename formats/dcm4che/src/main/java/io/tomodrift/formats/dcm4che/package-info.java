/**
 * DICOM files through dcm4che, behind the port of {@code io.tomodrift.formats.dicom}. With this
 * module on the class path {@link io.tomodrift.formats.dcm4che.Dcm4cheCodec} is found beside the
 * built-in codec, which stays the preferred one.
 */
package io.tomodrift.formats.dcm4che;
