using System.Runtime.CompilerServices;
using Hanbeam.Dose.Vectors;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Scores on voxels or rings, and spectra at planes, for one batch.</summary>
internal readonly struct CellScorer : ITransportScorer
{
    private readonly TransportPhysics physics;
    private readonly ScoringLayout layout;
    private readonly float[] cells;
    private readonly double[] spectra;

    public CellScorer(TransportPhysics physics, ScoringLayout layout, float[] cells, double[] spectra) =>
        (this.physics, this.layout, this.cells, this.spectra) = (physics, layout, cells, spectra);

    public void Step(in Particle before, int voxel, float rangeAfterMm, float lengthMm, float hinge, float energyMeV, float inverseRatio)
    {
        // Rings take the middle of the step.
        var along = lengthMm * (layout.Grid is null ? 0.5f : hinge);
        var cell = Cell(voxel, FloatMath.Fma(along, before.Ux, before.X), FloatMath.Fma(along, before.Uy, before.Y), FloatMath.Fma(along, before.Uz, before.Z));
        cell[ScoringLayout.Medium] += energyMeV;
        cell[ScoringLayout.Water] += energyMeV * inverseRatio;
        cell[ScoringLayout.Followed] += energyMeV * inverseRatio;
        AddIntegrals(cell, before.Species, before.RangeMm, rangeAfterMm, inverseRatio);
        if (layout.ByCharge >= 0) cell[layout.ByCharge + physics.Species[before.Species].Z] += energyMeV * inverseRatio;
    }

    public void Local(in Particle at, int voxel, double energyMeV, float inverseRatio)
    {
        var cell = Cell(voxel, at.X, at.Y, at.Z);
        cell[ScoringLayout.Medium] += (float)energyMeV;
        cell[ScoringLayout.Water] += (float)energyMeV * inverseRatio;
        if (layout.ByCharge >= 0) cell[layout.ByCharge] += (float)energyMeV * inverseRatio;
    }

    public void CrossPlane(in Particle ion)
    {
        if (layout.SpectrumBins is not { } bins) return;
        var plane = layout.PlaneIndex[ion.Uz < 0 ? ion.K + 1 : ion.K];
        if (plane < 0) return;
        var ring = layout.Ring(layout.SpectrumRingSquares, ion.X, ion.Y);
        var at = ((ion.Species * layout.Spectra!.Planes.Count + plane) * layout.SpectrumRingSquares.Length + ring) * bins.Count;
        bins.Add(spectra.AsSpan(at, bins.Count), RangeTable.Of(physics.Species[ion.Species]), ion.E, PathPerPlane(MathF.Abs(ion.Uz)));
    }

    // Fluence counts the path in a thin layer over the layer's thickness. Below a tenth 1/|cos| is replaced by its mean over crossings whose number is proportional to |cos|:
    // its variance has no bound otherwise.
    private static double PathPerPlane(float cosine)
    {
        const float Grazing = 0.1f;
        return cosine < Grazing ? 2 / Grazing : 1 / cosine;
    }

    public void Escape(in Particle ion)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<float> Cell(int voxel, float x, float y, float z)
    {
        var cell = layout.Grid is { } grid ? grid.At(x, y, z) : layout.RingSquares is { } squares ? voxel * layout.Rings + layout.Ring(squares, x, y) : voxel;
        return cells.AsSpan(cell * layout.Stride, layout.Stride);
    }

    private void AddIntegrals(Span<float> cell, int species, float rangeMm, float rangeAfterMm, float weight)
    {
        var before = Integrals(species, rangeMm, out var place);
        var after = Integrals(species, float.MaxNative(rangeAfterMm, RangeScale.LowestMm), out var placeAfter);
        for (var q = 0; q < layout.Quantities; q++)
        {
            var left = rangeAfterMm > 0 ? FloatMath.Fma(placeAfter, after[2 * q + 1], after[2 * q]) : 0;
            cell[ScoringLayout.Products + q] += weight * (FloatMath.Fma(place, before[2 * q + 1], before[2 * q]) - left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<float> Integrals(int species, float rangeMm, out float place)
    {
        var at = RangeScale.Cell(rangeMm, out place);
        return physics.Integrals.AsSpan((species * RangeScale.Count + at) * physics.IntegralStride, physics.IntegralStride);
    }
}
