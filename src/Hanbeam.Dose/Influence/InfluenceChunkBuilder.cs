using System.Runtime.InteropServices;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Special;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.Influence;

/// <summary>Computes the entries of a run of points.</summary>
internal sealed class InfluenceChunkBuilder
{
    // What a component carries below this share of the layer's peak is not stored: 60 such layers together stay below 3 % of one spot's peak, where
    // the entrance plateau of one layer alone is 25 %.
    private const float NegligibleShare = 5e-4f;

    private readonly LayerKernel[] kernels;
    private readonly int[] componentsOfLayer;
    private readonly WindowedLattice[] lattices;
    private readonly Machine machine;
    private readonly List<int> entryStart = [0];
    private readonly List<int> profileStart = [];
    private readonly List<ushort> component = [];
    private readonly List<int> cells = [];
    private readonly List<ushort> depths = [];
    private readonly List<float> amplitudes = [];
    private readonly List<ushort> profiles = [];
    private readonly float[] scratch = new float[1024];
    private long nonZeros;

    /// <param name="kernels">One kernel per layer.</param>
    /// <param name="componentsOfLayer">Indices of the kernel components to store.</param>
    /// <param name="lattices">One windowed lattice per layer.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    public InfluenceChunkBuilder(LayerKernel[] kernels, int[] componentsOfLayer, WindowedLattice[] lattices, Machine machine)
    {
        (this.kernels, this.componentsOfLayer, this.lattices, this.machine) = (kernels, componentsOfLayer, lattices, machine);
    }

    public InfluenceChunk Build(BeamPoints points, int first, int end)
    {
        for (var point = first; point < end; point++)
        {
            profileStart.Add(profiles.Count);
            for (var layer = 0; layer < kernels.Length; layer++) AddLayer(points, point, layer);
            entryStart.Add(component.Count);
        }

        return new InfluenceChunk
        {
            EntryStart = [.. entryStart],
            ProfileStart = [.. profileStart],
            Component = [.. component],
            Cell = [.. cells],
            Depth = [.. depths],
            Amplitude = [.. amplitudes],
            Profiles = [.. profiles],
            NonZeros = nonZeros,
        };
    }

    private void AddLayer(BeamPoints points, int point, int layer)
    {
        var kernel = kernels[layer];
        var (zg, depth) = (points.ZgMm[point], points.DepthMm[point]);
        var position = (depth + kernel.ShiftMm) / LayerKernel.DepthStepMm;
        if (position >= kernel.DepthCount - 1) return;
        var (cell, occupied) = lattices[layer].Window(points.XIsoMm[point], points.YIsoMm[point]);
        if (occupied == 0) return;
        var lower = (int)position;
        var t = position - lower;
        for (var c = 0; c < componentsOfLayer.Length; c++)
        {
            var source = kernel.Components[componentsOfLayer[c]];
            var amplitude = source.Amplitude[lower] + t * (source.Amplitude[lower + 1] - source.Amplitude[lower]);
            if (amplitude < NegligibleShare * kernel.PeakAmplitude) continue;
            var (airX, airY) = kernel.SpotVariance(componentsOfLayer[c], zg, depth);
            var variance = source.Variance[lower] + t * (source.Variance[lower + 1] - source.Variance[lower]);
            var magnifyX = 1 - zg / machine.SourceAxisDistanceXMm;
            var magnifyY = 1 - zg / machine.SourceAxisDistanceYMm;
            var (sigmaX, sigmaY) = (Math.Sqrt(airX + variance), Math.Sqrt(airY + variance));
            var kept = AddProfiles(lattices[layer], cell, points.XIsoMm[point], points.YIsoMm[point], sigmaX / magnifyX, sigmaY / magnifyY);
            component.Add((ushort)(layer * componentsOfLayer.Length + c));
            cells.Add(cell);
            depths.Add((ushort)(t < 0.5f ? lower : lower + 1));
            amplitudes.Add((float)(amplitude / (2 * Math.PI * sigmaX * sigmaY * kept) / (65535.0 * 65535.0)));
            nonZeros += occupied;
        }
    }

    // Returns the share of a spot that the window holds on average over its positions, so that nothing is lost by the cut.
    private double AddProfiles(WindowedLattice lattice, int cell, double x, double y, double sigmaX, double sigmaY)
    {
        var (nodeX, nodeY) = lattice.NodeOf(cell);
        AddProfile((float)(nodeX - x), (float)lattice.StepXMm, (float)sigmaX, lattice.WindowX);
        AddProfile((float)(nodeY - y), (float)lattice.StepYMm, (float)sigmaY, lattice.WindowY);
        return ErrorFunction.Erf(lattice.WindowX * lattice.StepXMm / 2 / (Math.Sqrt(2) * sigmaX))
            * ErrorFunction.Erf(lattice.WindowY * lattice.StepYMm / 2 / (Math.Sqrt(2) * sigmaY));
    }

    private void AddProfile(float first, float step, float sigma, int count)
    {
        var values = scratch.AsSpan(0, count);
        GaussianProfile.Fill(values, first, step, sigma);
        var start = profiles.Count;
        CollectionsMarshal.SetCount(profiles, start + count);
        var target = CollectionsMarshal.AsSpan(profiles)[start..];
        for (var n = 0; n < count; n++) target[n] = (ushort)(values[n] * 65535f + 0.5f);
    }
}
