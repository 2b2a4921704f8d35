/**
 * Raw projection data of multi-row CT scanners in the extended DICOM format of the Mayo Clinic
 * (DICOM-CT-PD). Start from {@link io.tomodrift.sinograms.raw.RawScans}.
 *
 * <p>A file holds one view (or many, as frames); headers are parsed once, pixel data are read view
 * by view when asked for. What is odd about a series and can be lived with ends up in {@link
 * io.tomodrift.sinograms.raw.RawScan#warnings()}; what cannot is an error that names file, element
 * and values. Nothing is flipped: columns, rows and angles are those of the files, only Z is
 * counted out of the gantry rather than into it.
 *
 * <p><b>Reference</b>: Chen et al. 2015, Medical Physics 42:6964, and the DICOM-CT-PD user manual,
 * version 3.
 */
package io.tomodrift.sinograms.raw;
