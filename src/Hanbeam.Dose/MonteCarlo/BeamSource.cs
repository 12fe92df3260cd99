using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Where ions come from: spots of a plan's beam with the optics of its machine and what stands in the beam, or a single pencil. Ions start at a height over the
/// isocentre, pass the slabs, fly straight to the patient. Immutable.
/// </summary>
public sealed class BeamSource
{
    private BeamSource(Ion ion, IReadOnlyList<SourceLayer> layers, IReadOnlyList<UpstreamSlab> slabs, SourceFrame frame)
    {
        if (layers.Sum(layer => layer.Ions.Sum()) is not > 0) throw new InputException("the beam has no ions, so there is nothing to calculate");
        (Ion, Layers, Slabs, Frame) = (ion, layers, slabs, frame);
    }

    /// <summary>The ion.</summary>
    public Ion Ion { get; }

    /// <summary>Ions of all spots.</summary>
    public double Ions => Layers.Sum(layer => layer.Ions.Sum());

    /// <summary>What stands in the beam upstream of the patient, first to last.</summary>
    public IReadOnlyList<UpstreamSlab> Slabs { get; }

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    internal IReadOnlyList<SourceLayer> Layers { get; }

    internal SourceFrame Frame { get; }

    /// <summary>
    /// A beam of a plan. Energy and energy spread from the machine, spot size and divergence from its table of sizes in air, nozzle and ripple filter as slabs
    /// that take energy and make fragments but do not scatter ions of the beam (the table holds that), a range shifter as a slab that does. A machine that says
    /// nothing of its nozzle gets one of the thickness that brings ranges to those of its table; a warning says so.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="beam">The beam; ions per fraction.</param>
    /// <exception cref="InputException">An energy outside the machine's, or no ions.</exception>
    public static BeamSource FromPlan(Machine machine, PlanBeam beam) => PlanSource.Make(machine, beam, (ion, layers, slabs, frame, warnings) => new BeamSource(ion, layers, slabs, frame) { Warnings = warnings });

    /// <summary>A pencil along +z that starts at z = 0 around x = y = 0, for a slab; one ion.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Mean kinetic energy, MeV/u, 1 to 450.</param>
    /// <param name="relativeEnergySpread">Sigma of the energy over its mean.</param>
    /// <param name="sigmaMm">Sigma of the position in each of x and y, mm.</param>
    /// <param name="divergenceRad">Sigma of the angle in each plane, rad, independent of position.</param>
    /// <param name="slabs">What the beam passes before, heights counted from z = 0 against the beam.</param>
    public static BeamSource Pencil(Ion ion, double E, double relativeEnergySpread = 0, double sigmaMm = 0, double divergenceRad = 0, IReadOnlyList<UpstreamSlab>? slabs = null) =>
        Field(ion, E, 0, 0, relativeEnergySpread, sigmaMm, divergenceRad, slabs);

    /// <summary>A parallel field of even fluence along +z with rectangular borders, else as <see cref="Pencil"/>; one ion.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Mean kinetic energy, MeV/u.</param>
    /// <param name="widthXMm">Full width along x, mm.</param>
    /// <param name="widthYMm">Full width along y, mm.</param>
    /// <param name="relativeEnergySpread">Sigma of the energy over its mean.</param>
    /// <param name="sigmaMm">Sigma of the blurring of the borders, mm.</param>
    /// <param name="divergenceRad">Sigma of the angle in each plane, rad.</param>
    /// <param name="slabs">What the beam passes before.</param>
    public static BeamSource Field(Ion ion, double E, double widthXMm, double widthYMm, double relativeEnergySpread = 0, double sigmaMm = 0, double divergenceRad = 0, IReadOnlyList<UpstreamSlab>? slabs = null)
    {
        if (!(E is >= 1 and <= 450)) throw new InputException(FormattableString.Invariant($"the energy is {E} MeV/u, but must lie from 1 to 450"));
        var plane = new SourcePlane(sigmaMm * sigmaMm, 0, divergenceRad * divergenceRad);
        var layer = new SourceLayer(E, relativeEnergySpread, plane, plane, [0], [0], [1], widthXMm, widthYMm);
        var start = slabs is { Count: > 0 } ? slabs.Max(slab => slab.UpstreamZgMm) : 0;
        return new(ion, [layer], slabs ?? [], SourceFrame.AlongZ(start));
    }
}
