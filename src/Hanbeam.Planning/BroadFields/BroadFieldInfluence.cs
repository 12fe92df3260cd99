using Hanbeam.Dose.Influence;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Special;

namespace Hanbeam.Planning.BroadFields;

/// <summary>
/// The influence of energy layers of even fluence on points along the axis of a square field, in water and without divergence: a layer of 10⁶ ions per mm²
/// gives Σ_c A_c(d)·erf²(h/(√2 σ_c(d))), the sum over the kernel's components of integral dose A and of what of it the field's half width h leaves on the axis.
/// </summary>
internal sealed class BroadFieldInfluence : IDoseInfluence
{
    private readonly double[][] dose;
    private readonly double[][] alphaDose;
    private readonly double[][] sqrtBetaDose;
    private readonly double[][] letDose;

    /// <param name="kernels">One kernel per layer.</param>
    /// <param name="depthsMm">Water-equivalent depth of each point.</param>
    /// <param name="halfWidthMm">Half the field's width at the 50 % line.</param>
    public BroadFieldInfluence(IReadOnlyList<LayerKernel> kernels, double[] depthsMm, double halfWidthMm)
    {
        double[][] Rows() => [.. kernels.Select(_ => new double[depthsMm.Length])];
        (dose, alphaDose, sqrtBetaDose, letDose) = (Rows(), Rows(), Rows(), Rows());
        VoxelCount = depthsMm.Length;
        for (var layer = 0; layer < kernels.Count; layer++)
            for (var point = 0; point < depthsMm.Length; point++) Add(kernels[layer], layer, point, depthsMm[point], halfWidthMm);
    }

    /// <inheritdoc/>
    public int SpotCount => dose.Length;

    /// <inheritdoc/>
    public int VoxelCount { get; }

    /// <inheritdoc/>
    public long NonZeros => (long)SpotCount * VoxelCount;

    /// <inheritdoc/>
    public long Bytes => 4 * sizeof(double) * NonZeros;

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
    {
        for (var layer = 0; layer < dose.Length; layer++)
        {
            for (var point = 0; point < VoxelCount; point++)
            {
                result.Dose[point] += weights[layer] * dose[layer][point];
                result.AlphaDose[point] += weights[layer] * alphaDose[layer][point];
                result.SqrtBetaDose[point] += weights[layer] * sqrtBetaDose[layer][point];
                if (result.HasLet) result.LetDose[point] += weights[layer] * letDose[layer][point];
            }
        }
    }

    /// <inheritdoc/>
    public void Adjoint(VoxelQuantities voxelGradient, Span<double> spotGradient)
    {
        for (var layer = 0; layer < dose.Length; layer++)
        {
            var sum = 0.0;
            for (var point = 0; point < VoxelCount; point++)
            {
                sum += voxelGradient.Dose[point] * dose[layer][point] + voxelGradient.AlphaDose[point] * alphaDose[layer][point]
                    + voxelGradient.SqrtBetaDose[point] * sqrtBetaDose[layer][point] + (voxelGradient.HasLet ? voxelGradient.LetDose[point] * letDose[layer][point] : 0);
            }

            spotGradient[layer] = sum;
        }
    }

    private void Add(LayerKernel kernel, int layer, int point, double depthMm, double halfWidthMm)
    {
        var position = depthMm / kernel.DepthStepMm;
        if (position >= kernel.DepthCount - 1) return;
        var lower = (int)position;
        var t = (float)(position - lower);
        for (var c = 0; c < kernel.Components.Count; c++)
        {
            var component = kernel.Components[c];
            float At(float[] values) => values[lower] + t * (values[lower + 1] - values[lower]);
            var sigma = Math.Sqrt(At(component.Variance) + kernel.SpotVariance(c, 0, (float)depthMm).X);
            var onAxis = ErrorFunction.Erf(halfWidthMm / (Math.Sqrt(2) * sigma));
            var value = At(component.Amplitude) * onAxis * onAxis;
            dose[layer][point] += value;
            alphaDose[layer][point] += value * At(component.Alpha);
            sqrtBetaDose[layer][point] += value * At(component.SqrtBeta);
            letDose[layer][point] += value * At(component.Let);
        }
    }
}
