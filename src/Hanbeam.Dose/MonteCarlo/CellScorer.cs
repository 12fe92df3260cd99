using System.Runtime.CompilerServices;
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

    public void Step(in Particle before, int voxel, float rangeAfterMm, float lengthMm, float energyMeV, float inverseRatio)
    {
        var cell = Cell(voxel, FloatMath.Fma(0.5f * lengthMm, before.Ux, before.X), FloatMath.Fma(0.5f * lengthMm, before.Uy, before.Y));
        cell[ScoringLayout.Medium] += energyMeV;
        cell[ScoringLayout.Water] += energyMeV * inverseRatio;
        cell[ScoringLayout.Followed] += energyMeV * inverseRatio;
        AddIntegrals(cell, before.Species, before.RangeMm, inverseRatio);
        if (rangeAfterMm > 0) AddIntegrals(cell, before.Species, rangeAfterMm, -inverseRatio);
        if (layout.ByCharge >= 0) cell[layout.ByCharge + physics.Species[before.Species].Z] += energyMeV * inverseRatio;
    }

    public void Local(in Particle at, int voxel, double energyMeV, float inverseRatio)
    {
        var cell = Cell(voxel, at.X, at.Y);
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
        bins.Add(spectra.AsSpan(at, bins.Count), RangeTable.Of(physics.Species[ion.Species]), ion.E, 1);
    }

    public void Escape(in Particle ion)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<float> Cell(int voxel, float x, float y)
    {
        var cell = layout.RingSquares is { } squares ? voxel * layout.Rings + layout.Ring(squares, x, y) : voxel;
        return cells.AsSpan(cell * layout.Stride, layout.Stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddIntegrals(Span<float> cell, int species, float rangeMm, float weight)
    {
        var n = layout.Quantities;
        var at = RangeScale.Cell(rangeMm, out var place);
        var integrals = physics.Integrals.AsSpan((species * (RangeScale.Count + 1) + at) * n, 2 * n);
        for (var q = 0; q < n; q++)
            cell[ScoringLayout.Products + q] += weight * FloatMath.Fma(place, integrals[n + q] - integrals[q], integrals[q]);
    }
}
