/**
 * Image series in DICOM: {@link io.tomodrift.formats.dicom.series.DicomSeriesReader} turns a folder
 * of CT or MR slices into a volume, {@link io.tomodrift.formats.dicom.series.CtSeriesWriter} writes
 * a volume of Hounsfield units as a CT series. {@link
 * io.tomodrift.formats.dicom.series.DicomVolumeReader} is the entry for format registries. Raw
 * projection data and colour images are not read here.
 */
package io.tomodrift.formats.dicom.series;
