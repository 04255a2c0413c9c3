import SwiftletTesting
import Tensors
import Testing
import Transformer

struct ParameterShapeTests {
    @Test(arguments: ModelConfiguration.Architecture.allCases)
    func shapesOfAConfigurationAreThoseOfItsNetwork(architecture: ModelConfiguration.Architecture) {
        let model = TinyModels.model(architecture)
        let c = model.configuration
        #expect(c.parameterShapes.map(\.shape) == model.parameters.map(\.value.shape))
        #expect(c.parameterCount == model.parameterCount)
        #expect(c.parametersByPart.values.reduce(0, +) == model.parameterCount)
        let matrices = c.parameterShapes.filter(\.isBlockMatrix).map(\.shape)
        #expect(matrices == model.blockMatrices.map(\.value.shape))
        #expect(c.flopsPerToken == 6 * model.parameterCount + 12 * c.layers * c.heads * c.headSize * c.context)
    }
}
