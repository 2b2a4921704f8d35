package io.tomodrift.pipeline.raw;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.learned.Refinement;
import io.tomodrift.sinograms.rebin.RebinSettings;
import java.util.Optional;

/**
 * What a user wants of a raw scan.
 *
 * @param rebin which rays make a fan-beam view
 * @param fromZMm lowest slice, z of the output, mm; empty for as low as the scan reaches
 * @param toZMm highest slice
 * @param sliceSpacingMm distance of the slices, mm; empty for 1, or that of {@code like}
 * @param sliceThicknessMm thickness, mm; 0 for that of the detector rows
 * @param incomplete true to accept slices for which rays are missing
 * @param skipChecks true to take the views as they are, dead elements included
 * @param views views to keep, spread evenly; empty for all
 * @param fullView true to reconstruct all views too when only some are kept
 * @param keepSinogram true to keep the rebinned projections
 * @param columns image columns
 * @param rows image rows
 * @param pixelMm side of a pixel, mm
 * @param centreXMm X of the middle of the image, gantry frame, mm
 * @param centreYMm Y of the middle of the image
 * @param fbp filter and so on
 * @param maskFov true to set what not every view sees to air
 * @param water attenuation of water, if it is not to be taken from the raw data
 * @param like axial slices in HU whose voxels are to be made, if any
 * @param refinement model that refines the slices, if any
 */
public record RawRequest(
    RebinSettings rebin,
    Optional<Double> fromZMm,
    Optional<Double> toZMm,
    Optional<Double> sliceSpacingMm,
    double sliceThicknessMm,
    boolean incomplete,
    boolean skipChecks,
    Optional<Integer> views,
    boolean fullView,
    boolean keepSinogram,
    int columns,
    int rows,
    double pixelMm,
    double centreXMm,
    double centreYMm,
    FbpSettings fbp,
    boolean maskFov,
    Optional<HounsfieldScale> water,
    Optional<Volume> like,
    Optional<Refinement> refinement) {

  /** Distance of the slices unless stated otherwise, mm. */
  public static final double DEFAULT_SPACING_MM = 1;

  /** Side of a pixel unless stated otherwise, mm. */
  public static final double DEFAULT_PIXEL_MM = 0.9;
}
