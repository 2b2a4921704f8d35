/**
 * DICOM objects in memory, and the port through which they are read and written. Start with {@link
 * io.tomodrift.formats.dicom.DicomCodecs#source()}, which opens one file as a {@link
 * io.tomodrift.formats.dicom.DicomFile}; whole image series are read and written by {@code
 * io.tomodrift.formats.dicom.series}.
 *
 * <p>To bring another DICOM library, implement {@link io.tomodrift.formats.dicom.DicomSource} or
 * {@link io.tomodrift.formats.dicom.DicomSink} with a rank below that of the built-in codec and
 * name it in {@code META-INF/services}. Networking, compressed pixel data and DICOMDIR navigation
 * are deliberately absent.
 */
package io.tomodrift.formats.dicom;
