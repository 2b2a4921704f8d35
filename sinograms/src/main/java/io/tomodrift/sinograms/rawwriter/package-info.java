/**
 * Writes multi-row scans as raw projection data in the DICOM-CT-PD format: one file a view, as the
 * public collections have them, or one multi-frame file. Start with {@link
 * io.tomodrift.sinograms.rawwriter.CtProjectionWriter}.
 */
package io.tomodrift.sinograms.rawwriter;
