using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// The function that an optimisation minimises: spot weights → physical dose, alpha·dose and sqrt(beta)·dose of a fraction (one operator per beam) → RBE-weighted
/// dose of the fraction → total dose D = Σ over groups of fractions × Gy(RBE) → the terms; and back by the chain rule. Weights are 10⁶ ions per fraction, beam after
/// beam. Voxels are worked on in chunks of fixed size, so the result does not depend on the number of threads.
/// </summary>
public sealed class PlanFunction
{
    private const int ChunkSize = 4096;

    private readonly IReadOnlyList<IDoseInfluence> beams;
    private readonly IReadOnlyList<FieldGroup> groups;
    private readonly ObjectiveSet objectives;
    private readonly IRbeModel rbe;
    private readonly WorkContext work;
    private readonly VoxelQuantities[] quantities;
    private readonly double[] voxelGradient;
    private readonly int[] start;

    /// <summary>Makes the function.</summary>
    /// <param name="beams">The operators of all beams on the voxels of <paramref name="objectives"/>.</param>
    /// <param name="groups">Which beams are delivered together; beams in no group have no weights here.</param>
    /// <param name="objectives">The terms.</param>
    /// <param name="rbe">The RBE model.</param>
    /// <param name="work">Threads.</param>
    public PlanFunction(IReadOnlyList<IDoseInfluence> beams, IReadOnlyList<FieldGroup> groups, ObjectiveSet objectives, IRbeModel rbe, WorkContext work)
    {
        (this.beams, this.groups, this.objectives, this.rbe, this.work) = (beams, groups, objectives, rbe, work);
        var count = objectives.Voxels.Length;
        if (beams.Any(beam => beam.VoxelCount != count)) throw new ArgumentException("all beams need the voxels of the objectives", nameof(beams));
        quantities = [.. groups.Select(_ => new VoxelQuantities(count))];
        TotalGyRbe = new double[count];
        voxelGradient = new double[count];
        start = new int[beams.Count];
        foreach (var beam in groups.SelectMany(group => group.Beams))
        {
            start[beam] = SpotCount;
            SpotCount += beams[beam].SpotCount;
        }
    }

    /// <summary>Number of weights.</summary>
    public int SpotCount { get; private set; }

    /// <summary>Total RBE-weighted dose of each voxel at the weights last asked for, Gy(RBE).</summary>
    public double[] TotalGyRbe { get; }

    /// <summary>The weights of one beam among all.</summary>
    /// <param name="weights">All weights.</param>
    /// <param name="beam">Position of the beam.</param>
    public Span<double> Of(Span<double> weights, int beam) => weights.Slice(start[beam], beams[beam].SpotCount);

    /// <summary>Value and gradient.</summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="gradient">Receives the derivative by each weight.</param>
    public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        Forward(weights);
        var value = objectives.Evaluate(TotalGyRbe, voxelGradient);
        for (var g = 0; g < groups.Count; g++)
        {
            Chain(quantities[g], voxelGradient);
            foreach (var beam in groups[g].Beams) beams[beam].Adjoint(quantities[g], gradient.Slice(start[beam], beams[beam].SpotCount));
        }

        return value;
    }

    /// <summary>The value alone, and that of each term.</summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="terms">Receives each term's value.</param>
    public double EvaluateTerms(ReadOnlySpan<double> weights, Span<double> terms)
    {
        Forward(weights);
        return objectives.Evaluate(TotalGyRbe, voxelGradient, terms);
    }

    /// <summary>
    /// Two sums over the target voxels that each spot reaches, with the spot's physical dose in the voxel as weight: of the prescribed dose and of the present one.
    /// </summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="prescribed">One entry per spot; 0 for a spot that reaches no target voxel.</param>
    /// <param name="present">One entry per spot.</param>
    public void SumOverTargets(ReadOnlySpan<double> weights, Span<double> prescribed, Span<double> present)
    {
        Forward(weights);
        var wantedDose = new VoxelQuantities(TotalGyRbe.Length);
        var presentDose = new VoxelQuantities(TotalGyRbe.Length);
        foreach (var (region, dose) in objectives.Targets)
            foreach (var position in region.Positions)
                if (TotalGyRbe[position] > 0)
                    (wantedDose.Dose[position], presentDose.Dose[position]) = (Math.Max(wantedDose.Dose[position], dose), TotalGyRbe[position]);
        foreach (var beam in groups.SelectMany(group => group.Beams))
        {
            beams[beam].Adjoint(wantedDose, Of(prescribed, beam));
            beams[beam].Adjoint(presentDose, Of(present, beam));
        }
    }

    // Leaves the total dose in TotalGyRbe and, in the groups' quantities, its derivatives by them.
    private void Forward(ReadOnlySpan<double> weights)
    {
        Array.Clear(TotalGyRbe);
        for (var g = 0; g < groups.Count; g++)
        {
            quantities[g].Clear();
            foreach (var beam in groups[g].Beams) beams[beam].Forward(weights.Slice(start[beam], beams[beam].SpotCount), quantities[g]);
            AddWeightedDose(quantities[g], groups[g]);
        }
    }

    private void AddWeightedDose(VoxelQuantities q, FieldGroup group)
    {
        double copies = group.Copies;
        double fractions = group.Fractions;
        InChunks(n =>
        {
            var dose = rbe.Evaluate(copies * q.Dose[n], copies * q.AlphaDose[n], copies * q.SqrtBetaDose[n]);
            TotalGyRbe[n] += fractions * dose.GyRbe;
            q.Dose[n] = fractions * copies * dose.ByDose;
            q.AlphaDose[n] = fractions * copies * dose.ByAlphaDose;
            q.SqrtBetaDose[n] = fractions * copies * dose.BySqrtBetaDose;
            if (q.HasLet) q.LetDose[n] = 0;
        });
    }

    private void Chain(VoxelQuantities derivatives, double[] outer) => InChunks(n =>
    {
        derivatives.Dose[n] *= outer[n];
        derivatives.AlphaDose[n] *= outer[n];
        derivatives.SqrtBetaDose[n] *= outer[n];
    });

    private void InChunks(Action<int> body)
    {
        var count = TotalGyRbe.Length;
        var options = new ParallelOptions { MaxDegreeOfParallelism = work.Threads };
        Parallel.For(0, (count + ChunkSize - 1) / ChunkSize, options, chunk =>
        {
            for (var n = chunk * ChunkSize; n < Math.Min(count, (chunk + 1) * ChunkSize); n++) body(n);
        });
    }
}
