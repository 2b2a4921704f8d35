package io.tomodrift.phantoms.catalogue;

import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.Part;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.shape.Shape2;
import io.tomodrift.phantoms.shape.Shape3;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects parts given by their HU and the HU of what they replace: the densities of a phantom add,
 * so a part carries the difference.
 */
final class HuParts {

  static final double AIR = -1000;

  private final HounsfieldScale scale;
  private final List<Part> flat = new ArrayList<>();
  private final List<SolidPart> solid = new ArrayList<>();

  HuParts(HounsfieldScale scale) {
    this.scale = scale;
  }

  HuParts add(Shape2 shape, double hu, double surroundingHu) {
    flat.add(new Part(shape, scale.toPerMm(hu) - scale.toPerMm(surroundingHu)));
    return this;
  }

  HuParts add(Shape3 shape, double hu, double surroundingHu) {
    solid.add(new SolidPart(shape, scale.toPerMm(hu) - scale.toPerMm(surroundingHu)));
    return this;
  }

  List<Part> parts() {
    return flat;
  }

  List<SolidPart> solidParts() {
    return solid;
  }

  static Vec3 at(double x, double y, double z) {
    return new Vec3(x, y, z);
  }
}
