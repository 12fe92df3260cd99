using Hanbeam.Dose.Influence;

namespace Hanbeam.Tests.Planning.Optimization;

/// <summary>A dense matrix as an influence: slow, and plain enough to be believed.</summary>
internal sealed class DenseInfluence(double[,] dose, double alpha, double sqrtBeta, double let = 50) : IDoseInfluence
{
    public int SpotCount => dose.GetLength(1);

    public int VoxelCount => dose.GetLength(0);

    public long NonZeros => dose.Length;

    public long Bytes => 8L * dose.Length;

    /// <summary>Spots in a row, each a Gaussian over voxels in a row with a slope, so that no two spots are alike.</summary>
    public static DenseInfluence Row(int voxels, int spots, double slope, double alpha = 0.6, double sqrtBeta = 0.24)
    {
        var matrix = new double[voxels, spots];
        for (var i = 0; i < voxels; i++)
            for (var j = 0; j < spots; j++)
            {
                var distance = (i + 0.5) / voxels - (j + 0.5) / spots;
                matrix[i, j] = (1 + slope * i / voxels) * Math.Exp(-0.5 * distance * distance / (0.08 * 0.08));
            }

        return new DenseInfluence(matrix, alpha, sqrtBeta);
    }

    public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
    {
        for (var i = 0; i < VoxelCount; i++)
            for (var j = 0; j < SpotCount; j++)
            {
                var d = dose[i, j] * weights[j];
                result.Dose[i] += d;
                result.AlphaDose[i] += alpha * d;
                result.SqrtBetaDose[i] += sqrtBeta * d;
                if (result.HasLet) result.LetDose[i] += let * d;
            }
    }

    public void Adjoint(VoxelQuantities voxelGradient, Span<double> spotGradient)
    {
        for (var j = 0; j < SpotCount; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < VoxelCount; i++)
                sum += dose[i, j] * (voxelGradient.Dose[i] + alpha * voxelGradient.AlphaDose[i] + sqrtBeta * voxelGradient.SqrtBetaDose[i] + (voxelGradient.HasLet ? let * voxelGradient.LetDose[i] : 0));
            spotGradient[j] = sum;
        }
    }
}
