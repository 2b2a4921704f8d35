package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.data.CaseKind;
import io.tomodrift.phantoms.anatomy.AnatomyCase;
import io.tomodrift.phantoms.anatomy.AnatomySettings;
import io.tomodrift.phantoms.anatomy.AnthropomorphicGenerator;
import io.tomodrift.phantoms.anatomy.BodyRegion;
import io.tomodrift.phantoms.anatomy.IodineEnhancement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A slab of a random body; each seed is another subject.
 *
 * @param region part of the body
 * @param seed which body
 * @param side columns and rows
 * @param pixelMm side of a pixel, mm
 * @param slices slices, around the middle of the body's random level
 * @param spacingMm distance of slices, mm
 */
public record PhantomBody(
    BodyRegion region, long seed, int side, double pixelMm, int slices, double spacingMm)
    implements ImageSource {

  /** Checks for null; the generator checks the numbers. */
  public PhantomBody {
    Objects.requireNonNull(region, "region");
  }

  /** Pixels of the demonstration: 512 of 0.5 mm for a head, of 0.8 mm for a trunk. */
  public static double usualPixelMm(BodyRegion region) {
    return region == BodyRegion.HEAD ? 0.5 : 0.8;
  }

  @Override
  public String id() {
    return "%s-%04d".formatted(region.name().toLowerCase(Locale.ROOT), seed);
  }

  @Override
  public String subject() {
    return id();
  }

  @Override
  public CaseKind kind() {
    return CaseKind.PHANTOM;
  }

  @Override
  public Map<String, Object> description() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("phantom", region.name());
    map.put("seed", seed);
    map.put("side", side);
    map.put("pixelMm", pixelMm);
    map.put("slices", slices);
    map.put("spacingMm", spacingMm);
    return map;
  }

  @Override
  public Volume hu(RunContext context) {
    return generate(settings(), context).hu();
  }

  /** The same slices with the iodine that contrast medium brings into them. */
  AnatomyCase enhanced(IodineEnhancement enhancement, RunContext context) {
    return generate(settings().withEnhancement(enhancement), context);
  }

  private AnatomySettings settings() {
    ImageGrid grid = ImageGrid.square(side, pixelMm);
    return AnatomySettings.volume(region, grid, slices, spacingMm);
  }

  private AnatomyCase generate(AnatomySettings settings, RunContext context) {
    return new AnthropomorphicGenerator(settings).generate(context.withSeed(seed));
  }
}
