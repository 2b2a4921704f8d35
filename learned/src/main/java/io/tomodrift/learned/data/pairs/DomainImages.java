package io.tomodrift.learned.data.pairs;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.data.CaseKind;
import io.tomodrift.phantoms.anatomy.AnatomyCase;
import io.tomodrift.phantoms.anatomy.IodineEnhancement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images of a domain: a slice of a phantom each, at once the input and the target of a pair, as
 * networks that make images of nothing need no other input. The generator's values as they are: no
 * scan, so neither noise nor streaks.
 */
public final class DomainImages {

  /** Changes whenever the same settings would give other images than before. */
  public static final String VERSION = "domain-images/1";

  private DomainImages() {}

  /** The recipe, for a {@link CaseCache}; of JSON's types. */
  public static Map<String, Object> recipe(DomainSet set) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", VERSION);
    Optional<IodineEnhancement> medium = set.enhancement();
    map.put("phase", medium.map(wanted -> wanted.phase().name()).orElse("NATIVE"));
    map.put("kVp", medium.map(IodineEnhancement::kVp).orElse(0));
    map.put("aortaMgPerMl", medium.map(IodineEnhancement::aortaMgPerMl).orElse(0.0));
    map.put("huPerMgPerMl", medium.map(IodineEnhancement::huPerMgPerMl).orElse(0.0));
    return map;
  }

  /** How each body is made into an image, for a {@link CaseCache}. */
  public static List<PairMaker> makers(DomainSet set) {
    return set.bodies().stream().<PairMaker>map(body -> new Maker(set, body)).toList();
  }

  private record Maker(DomainSet set, PhantomBody body) implements PairMaker {

    @Override
    public String id() {
      return body.id();
    }

    @Override
    public String subject() {
      return body.subject();
    }

    @Override
    public CaseKind kind() {
      return body.kind();
    }

    @Override
    public Map<String, Object> description() {
      return body.description();
    }

    @Override
    public Pair make(RunContext context) {
      Volume image = image(context);
      return new Pair(image, image, Optional.empty(), Map.of());
    }

    private Volume image(RunContext context) {
      if (set.enhancement().isEmpty()) {
        return body.hu(context);
      }
      IodineEnhancement medium = set.enhancement().get();
      AnatomyCase made = body.enhanced(medium, context);
      return medium.enhance(made.hu(), made.iodine().orElseThrow());
    }
  }
}
