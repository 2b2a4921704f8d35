/**
 * Places of voxels as the affine matrices of file formats, and the short note by which unit and
 * coordinate system travel in formats that have no field for them. Start from {@link
 * io.tomodrift.formats.frame.FrameAffine}.
 */
package io.tomodrift.formats.frame;
