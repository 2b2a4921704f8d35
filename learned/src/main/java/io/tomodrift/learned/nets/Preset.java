package io.tomodrift.learned.nets;

import io.tomodrift.learned.nets.blocks.Norm;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Architectures by name, as in configurations: {@code unet-n}, {@code mednext-n3}, {@code
 * encoder-2d}. Those that end in {@code -n} are sized for processors.
 */
public enum Preset {
  /** U-Net of 16-32-64 channels: 0.12 million weights in two dimensions. */
  UNET_N,
  /**
   * U-Net of 32-64-96-128 channels at half the resolution with a fine end of 8 channels, for
   * two-dimensional images: 0.9 million weights.
   */
  UNET_F,
  /** FBPConvNet as published: 64 to 1024 channels. */
  UNET,
  /** MedNeXt of 16-32-64-128 channels, one block a stage. */
  MEDNEXT_N,
  /** MedNeXt of 12-24-48 channels, one block a stage, meant for three dimensions. */
  MEDNEXT_N3,
  /** MedNeXt S. */
  MEDNEXT_S,
  /** MedNeXt B. */
  MEDNEXT_B,
  /** MedNeXt M. */
  MEDNEXT_M,
  /** MedNeXt L. */
  MEDNEXT_L,
  /** RED-CNN of 24 filters of side 3. */
  REDCNN_N,
  /** RED-CNN as published: 96 filters of side 5. */
  REDCNN,
  /** U-Net of residual units, 12-24-48 channels, instance normalisation. */
  RESUNET_N,
  /**
   * TimeResNet of 32-64-96-128 channels at half the resolution with a fine end of 8 channels,
   * without normalisation and attention, so that windows and whole slices give the same values.
   */
  TIMERES_F,
  /** The same of 16-32-64 channels at full resolution, for small images, in 2 or 3 dimensions. */
  TIMERES_N,
  /**
   * TimeResNet of 64-128-256-512-512 channels with five units a level, group normalisation and
   * attention: about as many weights as the published one, 125 million.
   */
  TIMERES,
  /** Discriminator of 16-32-64 channels; reads all channels together and gives one. */
  PATCHGAN_N,
  /** Encoder of features, 16-32-32 channels. */
  ENCODER_2D,
  /** Encoder of features, 8-16-32 channels. */
  ENCODER_3D;

  private static final int FINE_CHANNELS = 8;
  private static final int PUBLISHED_UNITS = 5;

  /** Name in configurations. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException naming the nearest
   */
  public static Preset named(String id) {
    List<String> ids = Arrays.stream(values()).map(Preset::id).toList();
    int index = ids.indexOf(id);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no network '%s'%s; known are %s".formatted(id, NearName.hint(id, ids), ids));
    }
    return values()[index];
  }

  /** One channel in and out; generators are residual. */
  public Architecture of(int dimensions) {
    return switch (this) {
      case PATCHGAN_N -> of(dimensions, 2, 1, false);
      case ENCODER_2D, ENCODER_3D -> of(dimensions, 1, 1, false);
      default -> of(dimensions, 1, 1, true);
    };
  }

  /**
   * The architecture.
   *
   * @param residual whether a generator adds its first input channel; others never do, nor networks
   *     of a time, whose result is a velocity or noise
   */
  public Architecture of(int dimensions, int inputChannels, int outputChannels, boolean residual) {
    return switch (this) {
      case UNET_N -> unet(dimensions, inputChannels, outputChannels, List.of(16, 32, 64), residual);
      case UNET_F -> folded(dimensions, inputChannels, outputChannels, residual);
      case UNET ->
          unet(
              dimensions,
              inputChannels,
              outputChannels,
              List.of(64, 128, 256, 512, 1024),
              residual);
      case MEDNEXT_N, MEDNEXT_N3, MEDNEXT_S, MEDNEXT_B, MEDNEXT_M, MEDNEXT_L ->
          MedNext.Size.valueOf(name().substring("MEDNEXT_".length()))
              .of(dimensions, inputChannels, outputChannels, residual);
      case REDCNN_N -> new RedCnn(dimensions, inputChannels, outputChannels, 24, 3, residual);
      case REDCNN -> new RedCnn(dimensions, inputChannels, outputChannels, 96, 5, residual);
      case RESUNET_N ->
          new ResUNet(
              dimensions,
              inputChannels,
              outputChannels,
              List.of(12, 24, 48),
              Norm.INSTANCE,
              residual);
      case TIMERES_F -> {
        TimeResNet coarse =
            new TimeResNet(
                2,
                4 * inputChannels,
                4 * FINE_CHANNELS,
                List.of(32, 64, 96, 128),
                1,
                Norm.NONE,
                false);
        requireTwo(dimensions);
        yield new Folded(coarse, 2, outputChannels, FINE_CHANNELS, false);
      }
      case TIMERES_N ->
          new TimeResNet(
              dimensions, inputChannels, outputChannels, List.of(16, 32, 64), 1, Norm.NONE, false);
      case TIMERES ->
          new TimeResNet(
              dimensions,
              inputChannels,
              outputChannels,
              List.of(64, 128, 256, 512, 512),
              PUBLISHED_UNITS,
              Norm.GROUP,
              true);
      case PATCHGAN_N -> new PatchGan(dimensions, inputChannels, List.of(16, 32, 64));
      case ENCODER_2D -> encoder(2, dimensions, inputChannels);
      case ENCODER_3D -> encoder(3, dimensions, inputChannels);
    };
  }

  private static UNet unet(int dimensions, int in, int out, List<Integer> widths, boolean around) {
    return new UNet(dimensions, in, out, widths, Norm.NONE, around);
  }

  private Folded folded(int dimensions, int in, int out, boolean residual) {
    requireTwo(dimensions);
    UNet coarse = unet(2, 4 * in, 4 * FINE_CHANNELS, List.of(32, 64, 96, 128), false);
    return new Folded(coarse, 2, out, FINE_CHANNELS, residual);
  }

  private void requireTwo(int dimensions) {
    if (dimensions != 2) {
      throw new IllegalArgumentException(id() + " has 2 dimensions, not " + dimensions);
    }
  }

  private FeatureEncoder encoder(int mine, int dimensions, int inputChannels) {
    if (dimensions != mine) {
      throw new IllegalArgumentException(
          "%s has %d dimensions, not %d".formatted(id(), mine, dimensions));
    }
    return new FeatureEncoder(mine, inputChannels, FeatureEncoder.usual(mine).widths());
  }
}
