namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Where an optimisation starts: all spots equal and scaled to the prescription, then each multiplied a few times by prescribed over present dose
/// in the target voxels that it reaches. This multiplicative update of image reconstruction [DaubeWitherspoon1986] gives the deeper layers the larger
/// weights that a spread-out Bragg peak needs, without any parameter.
/// </summary>
public static class InitialWeights
{
    // After three rounds the update gains less per round than a step of the quasi-Newton method that follows costs.
    private const int Rounds = 3;

    /// <summary>Finds the weights.</summary>
    /// <param name="function">The function to be minimised later.</param>
    /// <param name="maximum">Largest weight allowed, 10⁶ ions per fraction.</param>
    /// <returns>10⁶ ions per fraction of each spot, all between 0 and the maximum; spots that reach no target voxel are 0.</returns>
    public static double[] Find(PlanFunction function, double maximum)
    {
        var weights = new double[function.SpotCount];
        Array.Fill(weights, 1.0);
        var (prescribed, present) = (new double[weights.Length], new double[weights.Length]);
        for (var look = 0; look < 2; look++)
        {
            // RBE falls with dose, so one common factor needs a second look.
            function.SumOverTargets(weights, prescribed, present);
            var factor = present.Sum() > 0 ? prescribed.Sum() / present.Sum() : 1;
            for (var n = 0; n < weights.Length; n++) weights[n] *= factor;
        }

        for (var round = 0; round < Rounds; round++)
        {
            function.SumOverTargets(weights, prescribed, present);
            for (var n = 0; n < weights.Length; n++) weights[n] = present[n] > 0 ? Math.Min(maximum, weights[n] * prescribed[n] / present[n]) : 0;
        }

        return weights;
    }
}
