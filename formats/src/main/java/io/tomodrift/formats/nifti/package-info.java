/**
 * NIfTI-1 volumes (Cox et al. 2004, nifti1.h): {@code .nii}, {@code .nii.gz} and pairs of {@code
 * .hdr} and {@code .img}. Start from {@link io.tomodrift.formats.nifti.NiftiFiles}. NIfTI's world
 * axes point Right, Anterior, Superior; frames here point Left, Posterior, Superior as in DICOM.
 * Deliberately absent: NIfTI-2, ANALYZE, colour, complex numbers and header extensions.
 */
package io.tomodrift.formats.nifti;
